/** The name of this machine's time zone, as TZ or /etc/localtime set it. */
export function machineZone(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone as string | undefined;
  if (zone !== undefined && zone !== 'Etc/Unknown') return zone;
  // an empty TZ is UTC, and a POSIX rule such as JST-9 has an offset but no name
  const hours = Math.round(new Date().getTimezoneOffset() / 60);
  if (hours === 0) return 'UTC';
  return `Etc/GMT${hours < 0 ? '' : '+'}${hours}`;
}
