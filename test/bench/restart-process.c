/*
 * restart-process run LOG STOP_MS       the process that is restarted: notes its first instant, and goes STOP_MS after
 *                                       TERM, or never where that is -1
 * restart-process restart FILE TERM_MS COMMAND...   the floor: TERM, a wait on a pidfd, KILL when it is over, exec;
 *                                       FILE holds the PID
 *
 * Linux 5.3 and newer.
 */
#define _GNU_SOURCE
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void note_start(const char *log) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  FILE *file = fopen(log, "a");
  if (!file) exit(1);
  fprintf(file, "%lld %d\n", (long long)now.tv_sec * 1000000000 + now.tv_nsec, (int)getpid());
  fclose(file);
}

static int stay(const char *log, long stop_ms) {
  note_start(log);
  sigset_t set;
  int got;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigprocmask(SIG_BLOCK, &set, NULL);
  do sigwait(&set, &got); while (stop_ms < 0);
  struct timespec rest = {stop_ms / 1000, stop_ms % 1000 * 1000000};
  nanosleep(&rest, NULL);
  return 0;
}

static int restart(const char *path, int term_ms, char **command) {
  int pid = 0;
  FILE *file = fopen(path, "r");
  if (!file || fscanf(file, "%d", &pid) != 1) return 1;
  fclose(file);
  int fd = (int)syscall(SYS_pidfd_open, pid, 0);
  if (fd < 0) return 1;
  struct pollfd gone = {fd, POLLIN, 0};
  syscall(SYS_pidfd_send_signal, fd, SIGTERM, NULL, 0);
  if (poll(&gone, 1, term_ms) == 0) {
    syscall(SYS_pidfd_send_signal, fd, SIGKILL, NULL, 0);
    poll(&gone, 1, 5000);
  }
  pid_t child = vfork();
  if (child == 0) {
    setsid();
    execv(command[0], command);
    _exit(127);
  }
  file = fopen(path, "w");
  if (!file) return 1;
  fprintf(file, "%d\n", (int)child);
  return fclose(file);
}

int main(int argc, char **argv) {
  if (argc == 4 && !strcmp(argv[1], "run")) return stay(argv[2], atol(argv[3]));
  if (argc > 4 && !strcmp(argv[1], "restart")) return restart(argv[2], atoi(argv[3]), argv + 4);
  return 2;
}
