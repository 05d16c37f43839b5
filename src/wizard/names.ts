import { basename } from 'node:path';

const INTERPRETERS =
  /^(?:ba|da|z|k|fi)?sh$|^(?:python|node|nodejs|ruby|perl|php|java|deno|bun|env|busybox)[\d.]*$/;

/** The verbs of tools that manage others: what is not one of them, nor an option, names the service. */
const VERBS = new Set(['start', 'stop', 'restart', 'run', 'up', 'compose', 'service', 'container']);

/** A path or a word as a name that a service may have. */
export function nameOf(text: string): string {
  const name = basename(text)
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 48);
  return name === '' ? 'service' : name;
}

/** A service name made from a command: of the script where an interpreter runs one. */
export function nameFor(words: readonly string[]): string {
  const [program = '', ...rest] = words;
  const jar = rest[rest.indexOf('-jar') + 1];
  const script = rest.includes('-jar') ? jar : rest.find((word) => !word.startsWith('-'));
  return nameOf(INTERPRETERS.test(basename(program)) && script !== undefined ? script : program);
}

/** What a command such as `supervisorctl start mailer` or `/etc/init.d/mailer start` is about. */
export function subjectOf(words: readonly string[]): string {
  const [program = '', ...rest] = words;
  return rest.findLast((word) => !word.startsWith('-') && !VERBS.has(word)) ?? program;
}
