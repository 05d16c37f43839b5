set -euo pipefail -o noclobber
shopt -s inherit_errexit nullglob
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
unset -v CDPATH ENV BASH_ENV GLOBIGNORE TMPDIR TMOUT POSIXLY_CORRECT
umask 027
readonly RECORD=${STATE_DIRECTORY}/process LAST=${STATE_DIRECTORY}/last
readonly STOPPED=${STATE_DIRECTORY}/stopped PAUSED=${STATE_DIRECTORY}/paused
# LEADER is the running process, begun at tick BEGAN; GROUP, PIDs to ticks, all that belongs to it.
declare -a STAT=() GROUP=() USE=(0 0 0 0) BEFORE=()
declare ACTION='' INTERRUPTED='' UNTIL='' REASON='' REPLY='' NAPS='' LEADER='' BEGAN='' LOCK=9
declare QUIET=0 FORCE=0 DRY_RUN=0 JSON=0 COMMITTED=0 FINISHED=0 LOCKED=0 WELL=0 ORPHAN=0
declare ATTEMPT=0 KILLED=0 TOOK=0 GONE_AT=0 RELEASED_AT=0
