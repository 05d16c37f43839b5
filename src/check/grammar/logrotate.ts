import { readShellWords } from './shell-words.ts';

/** Directives in the order in which they stand, each with the form of its argument. */
const DIRECTIVES: readonly (readonly [string, RegExp | undefined])[] = [
  ['hourly', undefined], ['daily', undefined], ['weekly', undefined], ['monthly', undefined], ['yearly', undefined],
  ['rotate', /^\d+$/], ['maxsize', /^\d+[kMG]?$/], ['missingok', undefined], ['notifempty', undefined],
  ['compress', undefined], ['delaycompress', undefined], ['nocompress', undefined], ['dateext', undefined],
  ['dateformat', /^-%Y%m%d-%s$/], ['copytruncate', undefined], ['create', /^0640(?: [A-Za-z_][\w-]*){0,2}$/], ['postrotate', undefined],
]; // prettier-ignore

const PLACES = new Map(DIRECTIVES.map(([name], place) => [name, place]));

export interface Block {
  readonly file: string;
  readonly directives: readonly string[];
  readonly postrotate: readonly string[];
}

function readDirective(line: string, from: number): number {
  const [, name, argument] = /^ {4}([a-z]+)(?: (.+))?$/.exec(line) ?? [];
  const place = PLACES.get(name ?? '') ?? -1;
  if (place < from) throw new Error(`not a directive at this place: ${line.trim().slice(0, 60)}`);
  const form = DIRECTIVES[place]![1];
  const fits = form === undefined ? argument === undefined : form.test(argument ?? '');
  if (!fits) throw new Error(`not an argument of ${name}: ${argument ?? 'nothing'}`);
  return place + 1;
}

function readBlock(lines: readonly string[], start: number): { block: Block; next: number } {
  const [, file] = /^"([^"*?[\]{}'\\]+)" \{$/.exec(lines[start] ?? '') ?? [];
  if (file === undefined) throw new Error(`not the beginning of a block: ${lines[start]?.slice(0, 60)}`);
  const directives: string[] = [];
  const postrotate: string[] = [];
  let place = 0;
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index]!;
    if (line === '}') return { block: { file, directives, postrotate }, next: index + 1 };
    place = readDirective(line, place);
    directives.push(line.trim());
    if (line !== '    postrotate') continue;
    const [command = '', end] = lines.slice(index + 1, index + 3);
    if (!command.startsWith('        ') || end !== '    endscript')
      throw new Error('postrotate is not one command');
    postrotate.push(...readShellWords(command.slice(8)));
    index += 2;
  }
  throw new Error('a block is not closed');
}

/** Reads a logrotate config of ours: comments and blocks, in each the known directives in their order. */
export function readLogrotate(content: string): Block[] {
  if (!content.endsWith('\n')) throw new Error('the final newline is missing');
  const lines = content.slice(0, -1).split('\n');
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length;) {
    const line = lines[index]!;
    if (line === '' || line.startsWith('#')) index += 1;
    else {
      const { block, next } = readBlock(lines, index);
      blocks.push(block);
      index = next;
    }
  }
  return blocks;
}
