import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

type Chunks = AsyncIterator<Buffer, undefined>;

/** Compressed in a way that Node cannot undo, with the tool that can. */
const foreign = [
  { magic: 'fd377a585a00', tool: 'xzcat' },
  { magic: '28b52ffd', tool: 'zstdcat' },
  { magic: '425a68', tool: 'bzcat' },
] as const;
const GZIP = '1f8b';
const LONGEST_MAGIC = 6;

const CHUNK = 1 << 18;
/** A longer line is no line of ours; what comes after so many bytes of it is dropped. */
const LONGEST_LINE = 1 << 16;
const NEWLINE = 10;

/** The first bytes, as many as a magic number has; from a pipe they may come one by one. */
async function readHead(chunks: Chunks): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < LONGEST_MAGIC) {
    const { value } = await chunks.next();
    if (value === undefined) break;
    head = Buffer.concat([head, value]);
  }
  return head;
}

async function* join(head: Buffer, rest: Chunks): AsyncGenerator<Buffer, undefined> {
  if (head.length > 0) yield head;
  for (let next = await rest.next(); next.value !== undefined; next = await rest.next()) yield next.value;
}

/** What a file (`-`: standard input) holds, unpacked when it is gzip, whatever its name says. */
async function* contentOf(path: string): AsyncGenerator<Buffer, undefined> {
  const options = { highWaterMark: CHUNK };
  const file = path === '-' ? createReadStream('', { fd: 0, ...options }) : createReadStream(path, options);
  try {
    const chunks = file[Symbol.asyncIterator]() as Chunks;
    const head = await readHead(chunks);
    const magic = head.toString('hex', 0, LONGEST_MAGIC);
    const packed = foreign.find((candidate) => magic.startsWith(candidate.magic));
    if (packed !== undefined) throw new Error(`it is compressed: use ${packed.tool} and a pipe`);
    const all = join(head, chunks);
    if (!magic.startsWith(GZIP)) yield* all;
    else yield* unpacked(all);
  } finally {
    file.destroy();
  }
}

function unpacked(packed: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  pipeline(Readable.from(packed, { objectMode: false }), gunzip, () => {});
  return gunzip;
}

/** Lines of a file without their newlines, in batches: one wait for each line would take longer than reading it. */
export async function* lineBatches(path: string): AsyncGenerator<string[], undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of contentOf(path)) {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end < 0) {
      if (rest.length < LONGEST_LINE) rest = Buffer.concat([rest, chunk]);
      continue;
    }
    yield Buffer.concat([rest, chunk.subarray(0, end)])
      .toString()
      .split('\n');
    rest = chunk.subarray(end + 1);
  }
  if (rest.length > 0) yield [rest.toString()];
}
