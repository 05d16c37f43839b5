import { writeSize } from '../config/quantity.ts';

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A number as people read it: three figures, and none after the point where they are not needed. */
function figures(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}

/** `212 MiB`, `-1.5 KiB`. */
export function sayBytes(bytes: number): string {
  const power = Math.abs(bytes) < 1 ? 0 : Math.floor(Math.log2(Math.abs(bytes)) / 10);
  const index = Math.min(Math.max(power, 0), UNITS.length - 1);
  return `${figures(bytes / 1024 ** index)} ${UNITS[index] ?? ''}`;
}

/** `45 minutes`, `7 hours`, `4.9 days`. */
export function sayHours(hours: number): string {
  const [value, unit] =
    hours < 1.5 ? [Math.round(hours * 60), 'minute'] : hours < 48 ? [hours, 'hour'] : [hours / 24, 'day'];
  const rounded = value >= 10 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}

/** As the config writes sizes, never less than it is: `800M`. */
export function writeBytes(bytes: number): string {
  return writeSize(Math.ceil(bytes / 1024 ** 2) * 1024 ** 2);
}

/** Whole words on lines of at most 80 columns, the first behind `label`, all others below its text. */
export function paragraph(label: string, text: string, width = 80): string[] {
  const indent = ' '.repeat(label.length);
  const lines: string[] = [];
  let line = label;
  for (const word of text.split(' ')) {
    const longer = line.trim() === '' || line === label ? line + word : `${line} ${word}`;
    if (longer.length > width && line !== label && line !== indent) {
      lines.push(line);
      line = indent + word;
    } else line = longer;
  }
  return [...lines, line];
}
