/** What every file must be: lines that end in newlines, without any other control character. */
export function compareText(content: string): string | undefined {
  if (!content.endsWith('\n')) return 'the final newline is missing';
  // oxlint-disable-next-line no-control-regex
  return /[\u0000-\u0009\u000b-\u001f\u007f]/.test(content)
    ? 'there is a control character in it'
    : undefined;
}
