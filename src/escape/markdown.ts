import { comment } from './comment.ts';

/** Text of a paragraph, heading or table cell: nothing in it is markup. */
export function markdown(value: string): string {
  return comment(value)
    .replace(/[\\`*_[\]<>&|~#]/g, '\\$&')
    .replace(/^[-+=]|(?<=^\d{1,9})[.)]/, '\\$&');
}

/** Inline code; the fence is longer than any run of backticks within. */
export function markdownCode(value: string): string {
  const text = comment(value);
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const gap = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return `${fence}${gap}${text}${gap}${fence}`;
}

/** The same in a cell of a table, whose cells end at every `|`, in code as well. */
export function markdownCell(value: string): string {
  return markdownCode(value).replaceAll('|', '\\|');
}
