/** A flag of `init` that answers one question. Plain data: the table of options reads it without zod or inquirer. */
export interface AnswerFlag {
  /** Without the dashes. */
  readonly name: string;
  /** The key of the service that it sets, such as `stop.timeout`. */
  readonly path: string;
  /** Stands in the help text for what the flag takes. */
  readonly value: string;
  /** May be given several times. */
  readonly repeat?: true;
  readonly says: string;
}

function flag(path: string, value: string, says: string): AnswerFlag {
  return { name: path.replaceAll(/[._]/g, '-'), path, value, says };
}

function list(path: string, value: string, says: string): AnswerFlag {
  return { ...flag(path, value, says), repeat: true };
}

/** One flag for each key that the wizard can ask for, in the schema's order. An empty value unsets the key. */
export const answerFlags: readonly AnswerFlag[] = [
  flag('description', 'TEXT', 'what the service does, for people'),
  flag('manager', 'pidfile|systemd|…', 'who owns the process'),
  flag('command', 'COMMAND', 'the command that runs the service'),
  flag(
    'type',
    'simple|forking',
    'simple: stays in the foreground; forking: daemonises and writes pid_file itself',
  ),
  flag('pid_file', 'FILE', 'the file that names its process'),
  flag('user', 'NAME', 'user it runs as; needs root'),
  flag('group', 'NAME', 'group it runs as'),
  flag('working_directory', 'DIR', 'folder it runs in'),
  list('environment', 'KEY=VALUE', 'variables it is given'),
  flag('environment_file', 'FILE', 'file with KEY=value lines, read at each start'),
  flag('umask', 'MASK', 'mask of the files it creates'),
  flag('output', 'FILE', 'its stdout and stderr, appended'),
  flag('unit', 'UNIT', 'manager systemd: an existing unit'),
  flag('hardening', 'off|basic|strict', 'manager systemd with command: sandbox of the unit'),
  flag('commands.start', 'COMMAND', 'starts the service'),
  flag('commands.stop', 'COMMAND', 'stops the service'),
  flag('commands.status', 'COMMAND', 'exits 0 while it runs'),
  flag('commands.pid', 'COMMAND', 'prints the PID of its main process'),
  flag('workload', 'KIND/NAME', 'manager kubernetes: what is rolled out anew, such as deployment/web'),
  flag('namespace', 'NAME', 'manager kubernetes: the namespace of the workload'),
  flag('image', 'IMAGE', 'manager kubernetes: an image with kubectl, of a fixed version'),
  flag('preflight', 'COMMAND', 'must succeed before the healthy process is touched'),
  flag('stop.signal', 'SIGNAL', 'signal that asks the process to stop'),
  flag('stop.timeout', 'DURATION', 'how long it may take to stop; then KILL'),
  flag('stop.kill', 'true|false', 'false: never KILL; give up, keep the old process and report it'),
  flag('stop.scope', 'group|process', 'group: the process and all it started; process: it alone'),
  list(
    'cleanup',
    'DIR',
    'files that are removed once the old process is proven gone: a folder, or "{path: DIR, match: PATTERN, older_than: 60m}"',
  ),
  flag('start.timeout', 'DURATION', 'how long it may take to become healthy'),
  flag('start.settle', 'DURATION', 'how long it must stay up to count as started'),
  flag('start.attempts', 'N', 'how often to try'),
  flag('start.retry_delay', 'DURATION', 'pause before the next attempt; doubles each time'),
  flag('health_check.http', 'URL', 'URL that must answer 2xx'),
  flag('health_check.tcp', 'HOST:PORT', 'address that must accept a connection'),
  flag('health_check.command', 'COMMAND', 'command that must exit 0'),
  flag('health_check.interval', 'DURATION', 'pause between two probes'),
  flag('health_check.timeout', 'DURATION', 'how long one probe may take'),
  flag('scheduler', 'cron|systemd', 'who starts the script'),
  flag('cron_flavor', 'debian|cronie|busybox', 'which cron'),
  list('schedule', 'CRON', 'when it is restarted: a cron expression, or "{every: 5m, action: ensure}"'),
  flag('log.file', 'FILE', 'where each restart is logged'),
  flag('log.syslog', 'true|false', 'log to syslog as well'),
  flag('log.rotate.frequency', 'weekly|daily|…', 'how often logrotate starts a new file'),
  flag('log.rotate.keep', 'N', 'how many old files are kept'),
  flag('log.rotate.max_size', 'SIZE', 'rotated earlier when larger than this'),
  flag('log.rotate.compress', 'true|false', 'gzip the old files'),
  flag('reopen_signal', 'SIGNAL', 'the process reopens its output on it'),
  list('alerts.on', 'OUTCOME', 'outcomes that are told'),
  flag('alerts.repeat_after', 'DURATION', 'the same failure is told again only after this'),
  flag('alerts.slack.url_file', 'FILE', 'file on the server that holds the URL, readable by root alone'),
  flag('alerts.webhook.url_file', 'FILE', 'file on the server that holds the URL, readable by root alone'),
  list('alerts.email.to', 'ADDRESS', 'who gets the mail'),
  flag('alerts.email.from', 'ADDRESS', 'sender of the mail'),
  flag('alerts.ping.url_file', 'FILE', 'file on the server that holds the URL, readable by root alone'),
  flag('metrics.directory', 'DIR', 'folder that node_exporter reads'),
  flag('state_directory', 'DIR', 'what the script remembers'),
  flag('script', 'FILE', 'where the script is installed'),
];

/** Flags of `init` that are no key of the service. */
export const serviceFlag = {
  name: 'service',
  value: 'NAME',
  says: 'name of the service to make or to edit',
} as const;
export const installFlag = {
  name: 'install',
  value: 'system|user',
  says: 'system: for the whole machine, as root; user: everything below the home',
} as const;
