const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/i;

/** Reads a date or a time in ISO 8601; without an offset it is local time, a date alone its midnight. */
export function readInstant(text: string): Date | undefined {
  const [whole, year, month, day, hour = '00', minute = '00', second = '00', offset] = ISO.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const plain = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  // the 31st of a shorter month would roll over into the next one
  const asUtc = new Date(`${plain}Z`);
  if (Number.isNaN(asUtc.getTime()) || !asUtc.toISOString().startsWith(plain)) return undefined;
  const instant = new Date(`${plain}${offset?.toUpperCase() ?? ''}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
