export interface Directive {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/** Reads a unit: sections, `Key=value` without continuation, comments. */
export function readUnit(content: string): Directive[] {
  if (!content.endsWith('\n')) throw new Error('the final newline is missing');
  const found: Directive[] = [];
  let section = '';
  for (const line of content.slice(0, -1).split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, header] = /^\[([A-Z][a-z]+)\]$/.exec(line) ?? [];
    const [, key, value] = /^([A-Z][A-Za-z]*)=(\S(?:.*\S)?|)$/.exec(line) ?? [];
    if (header !== undefined) section = header;
    else if (key === undefined || value === undefined || section === '')
      throw new Error(`not a directive: ${line}`);
    else if (value.endsWith('\\')) throw new Error(`${key} would swallow the next line`);
    else found.push({ section, key, value });
  }
  return found;
}

/** The words of ExecStart=, as systemd reads what we write; specifiers other than `%%` and a leading `%h/` are refused. */
export function readExec(text: string): string[] {
  const words: string[] = [];
  let rest = text;
  while (rest !== '') {
    const [whole, quoted, plain] =
      /^(?:"((?:[^"\\]|\\["\\])*)"|([A-Za-z0-9_./:@+,=%~-]+))(?= \S|$)/.exec(rest) ?? [];
    if (whole === undefined) throw new Error(`not a word of a command: ${rest.slice(0, 40)}`);
    words.push(expand(quoted?.replace(/\\(["\\])/g, '$1') ?? plain!, words.length === 0));
    rest = rest.slice(whole.length + 1);
  }
  return words;
}

function expand(word: string, program: boolean): string {
  const home = program && word.startsWith('%h/');
  const text = home ? word.slice(3) : word;
  const single = text.replaceAll('%%', '').replaceAll('$$', '');
  if (/[%$]/.test(single)) throw new Error(`systemd would expand ${word}`);
  const plain = text.replaceAll('%%', '%').replaceAll('$$', () => '$');
  return home ? `~/${plain}` : plain;
}
