const KIB = 1024;

/** Three digits that say enough: `1.25`, `12.5`, `125`. */
function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

/** Bytes as the config writes them, in powers of 1024: `612M`. */
export function size(bytes: number): string {
  const sign = bytes < 0 ? '-' : '';
  const amount = Math.abs(bytes);
  const unit = ['', 'K', 'M', 'G', 'T'].findLastIndex((_, power) => amount >= KIB ** power * 0.9995);
  const power = Math.max(0, unit);
  return `${sign}${short(amount / KIB ** power)}${['', 'K', 'M', 'G', 'T'][power]}`;
}

/** Seconds as the config writes them: `0`, `45ms`, `1.2s`, `2m5s`, `1h30m`, `3d4h`. */
export function duration(seconds: number): string {
  if (seconds === 0) return '0';
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)}ms`;
  if (seconds < 59.95) return `${short(seconds)}s`;
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ] as const;
  const first = units.findIndex(([, length]) => seconds >= length * 0.9995);
  const big = units[first]!;
  if (seconds >= 10 * big[1]) return `${Math.round(seconds / big[1])}${big[0]}`;
  const small = units[first + 1]!;
  const whole = Math.round(seconds / small[1]) * small[1];
  const rest = (whole % big[1]) / small[1];
  return `${Math.floor(whole / big[1])}${big[0]}${rest === 0 ? '' : `${rest}${small[0]}`}`;
}

/** `2026-11-22 03:00` of `2026-11-22T03:00:01+09:00`. */
export function minute(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

/** `1 restart`, `12,000 restarts`. */
export function counted(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `12,000` */
export function number(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
