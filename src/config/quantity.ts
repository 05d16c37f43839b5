const SPANS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** A duration, in milliseconds, as one writes it: `90000` is `1m30s`. */
export function writeDuration(ms: number): string {
  let rest = ms;
  let text = '';
  for (const [unit, size] of SPANS) {
    if (rest >= size) text += `${Math.floor(rest / size)}${unit}`;
    rest %= size;
  }
  return text === '' ? '0s' : text;
}

const SIZES = [
  ['T', 1024 ** 4],
  ['G', 1024 ** 3],
  ['M', 1024 ** 2],
  ['K', 1024],
] as const;

/** A size, in bytes, as one writes it, with the largest unit that leaves no rest: `838860800` is `800M`. */
export function writeSize(bytes: number): string {
  const [unit, size] = SIZES.find(([, each]) => bytes % each === 0) ?? ['K', 1024];
  return `${bytes / size}${unit}`;
}
