/** Of version 2, or the hierarchy of version 1 that systemd keeps; a unit may lie in a slice of its own. */
const UNIT = /^\d+:(?:name=systemd)?:\/system\.slice\/(?:[^/]+\.slice\/)*([^/]+\.service)(?:\/|$)/m;
/** What these start is their own business: nobody who picks a process means the unit of its cron or its login. */
const STARTERS = /^(?:cron|crond|atd|anacron|sshd?)(?:@.*)?\.service$/;

/** The unit that a process belongs to, by the text of its /proc/PID/cgroup. */
export function unitIn(text: string): string | undefined {
  const unit = UNIT.exec(text)?.[1];
  return unit === undefined || STARTERS.test(unit) ? undefined : unit;
}
