import type { Artifact } from '../render/artifact.ts';

const BLOCK = 512;
/** Archives end on a whole record, as tar(1) writes them. */
const RECORD = 20 * BLOCK;
/** 1980-01-01: no clock may show in the archive, and tar(1) warns of a file from 1970. */
const NO_TIME = 315_532_800;
const LONGEST_NAME = 100;
const LONGEST_PREFIX = 155;

interface Entry {
  readonly path: string;
  readonly mode: number;
  /** `0` a file, `5` a folder, `x` what ustar cannot say of the next entry. */
  readonly type: '0' | '5' | 'x';
  readonly content: Buffer;
}

/** Splits a path at a slash into prefix and name; nothing where ustar has no room for it. */
function ustarName(path: string): { readonly prefix: string; readonly name: string } | undefined {
  // oxlint-disable-next-line no-control-regex
  if (/[^\u0020-\u007e]/.test(path)) return undefined;
  if (path.length <= LONGEST_NAME) return { prefix: '', name: path };
  const cut = path.indexOf('/', path.length - LONGEST_NAME - 1);
  if (cut < 1 || cut > LONGEST_PREFIX || cut === path.length - 1) return undefined;
  return { prefix: path.slice(0, cut), name: path.slice(cut + 1) };
}

const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;

/** One header of POSIX.1-1988 (ustar); all belongs to root. */
function header({ mode, type, content }: Entry, prefix: string, name: string): Buffer {
  const block = Buffer.alloc(BLOCK);
  const write = (text: string, at: number) => block.write(text, at, 'latin1');
  write(name, 0);
  write(octal(mode, 7), 100);
  write(octal(0, 7), 108);
  write(octal(0, 7), 116);
  write(octal(content.length, 11), 124);
  write(octal(NO_TIME, 11), 136);
  write(' '.repeat(8), 148);
  write(type, 156);
  write('ustar\x0000', 257);
  write('root', 265);
  write('root', 297);
  write(octal(0, 7), 329);
  write(octal(0, 7), 337);
  write(prefix, 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  write(`${octal(sum, 6)} `, 148);
  return block;
}

function padded(content: Buffer, size: number): Buffer {
  return Buffer.concat([content, Buffer.alloc((size - (content.length % size)) % size)]);
}

/** `LENGTH path=…` and a newline, where the length counts itself (pax(1)). */
function paxRecord(path: string): Buffer {
  const rest = ` path=${path}\n`;
  const size = Buffer.byteLength(rest);
  let length = size + String(size).length;
  if (String(length).length > String(size).length) length = size + String(length).length;
  return Buffer.from(`${length}${rest}`);
}

function blocks(entry: Entry): Buffer[] {
  const place = ustarName(entry.path);
  const body = padded(entry.content, BLOCK);
  if (place !== undefined) return [header(entry, place.prefix, place.name), body];
  const pax: Entry = { path: '', mode: 0o644, type: 'x', content: paxRecord(entry.path) };
  return [header(pax, '', 'pax'), padded(pax.content, BLOCK), header(entry, '', 'long-name'), body];
}

function foldersAbove(path: string): string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1));
}

/** A tar of these files below one folder, every folder before what it holds: the same files give the same bytes. */
export function tar(top: string, artifacts: readonly Artifact[]): Buffer {
  const files = artifacts.map(({ path, mode, content }): Entry => ({
    path: `${top}/${path}`,
    mode,
    type: '0',
    content: Buffer.from(content),
  }));
  const none = Buffer.alloc(0);
  const folders = new Set(files.flatMap(({ path }) => foldersAbove(path)));
  const all = [
    ...files,
    ...[...folders].map((path): Entry => ({ path, mode: 0o755, type: '5', content: none })),
  ];
  all.sort((one, other) => (one.path < other.path ? -1 : 1));
  return padded(Buffer.concat([...all.flatMap(blocks), Buffer.alloc(2 * BLOCK)]), RECORD);
}
