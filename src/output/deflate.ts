/**
 * DEFLATE (RFC 1951) in one block of fixed codes. Whole numbers alone decide, so the bytes are the same on every
 * machine: those of zlib are not, as each build of Node and each processor has its own way to find repetitions.
 */

const SHORTEST = 3;
const LONGEST = 258;
const WINDOW = 32_768;
/** How many earlier places are tried for the longest repetition. */
const TRIES = 32;
const HASHES = 65_536;

/** The lowest length or distance of each code, and how many bits follow it (RFC 1951, 3.2.5). */
const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]; // prettier-ignore
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12_289, 16_385, 24_577]; // prettier-ignore
const distanceBits = (code: number) => (code < 4 ? 0 : (code >> 1) - 1);

const END_OF_BLOCK = 256;
const FIRST_LENGTH = 257;

function bitWriter(room: number) {
  const bytes = Buffer.alloc(room);
  let at = 0;
  let held = 0;
  let count = 0;
  const put = (value: number, bits: number) => {
    held |= value << count;
    count += bits;
    for (; count >= 8; count -= 8) {
      bytes[at++] = held & 0xff;
      held >>>= 8;
    }
  };
  const end = () => {
    if (count > 0) put(0, 8 - count);
    return bytes.subarray(0, at);
  };
  return { put, end };
}

function reversed(value: number, bits: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit += 1) result |= ((value >> bit) & 1) << (bits - 1 - bit);
  return result;
}

/** The fixed code of a literal or a length (RFC 1951, 3.2.6), ready to be put. */
function fixedCode(symbol: number): readonly [code: number, bits: number] {
  if (symbol < 144) return [reversed(0x30 + symbol, 8), 8];
  if (symbol < 256) return [reversed(0x190 + symbol - 144, 9), 9];
  if (symbol < 280) return [reversed(symbol - 256, 7), 7];
  return [reversed(0xc0 + symbol - 280, 8), 8];
}

const CODES = Array.from({ length: 288 }, (_, symbol) => fixedCode(symbol));

/** The last code whose lowest value does not exceed `value`. */
function codeOf(lowest: readonly number[], value: number): number {
  let code = lowest.length - 1;
  while (lowest[code]! > value) code -= 1;
  return code;
}

function hashAt(input: Uint8Array, at: number): number {
  const three = (input[at]! << 16) | (input[at + 1]! << 8) | input[at + 2]!;
  return Math.imul(three, 0x9e3779b1) >>> 16;
}

function sameBytes(input: Uint8Array, earlier: number, at: number): number {
  const most = Math.min(LONGEST, input.length - at);
  let length = 0;
  while (length < most && input[earlier + length] === input[at + length]) length += 1;
  return length;
}

/** Remembers where each three bytes stood, and finds the longest repetition among the nearest. */
function repetitions(input: Uint8Array) {
  const latest = new Int32Array(HASHES).fill(-1);
  const before = new Int32Array(WINDOW).fill(-1);
  const remember = (at: number) => {
    if (at + SHORTEST > input.length) return;
    const hash = hashAt(input, at);
    before[at % WINDOW] = latest[hash]!;
    latest[hash] = at;
  };
  const longest = (at: number): { length: number; distance: number } => {
    let found = { length: 0, distance: 0 };
    let earlier = at + SHORTEST > input.length ? -1 : latest[hashAt(input, at)]!;
    for (let tries = 0; tries < TRIES && earlier >= 0 && at - earlier < WINDOW; tries += 1) {
      const length = sameBytes(input, earlier, at);
      if (length > found.length) found = { length, distance: at - earlier };
      earlier = before[earlier % WINDOW]!;
    }
    return found;
  };
  return { remember, longest };
}

/** The compressed bytes; `zlib.inflateRaw` gives the input back. */
export function deflate(input: Uint8Array): Buffer {
  const { put, end } = bitWriter(Math.ceil((input.length * 9) / 8) + 16);
  const { remember, longest } = repetitions(input);
  const symbol = (number: number) => put(...CODES[number]!);
  put(1, 1);
  put(1, 2);
  for (let at = 0; at < input.length;) {
    const { length, distance } = longest(at);
    const step = length < SHORTEST ? 1 : length;
    if (length < SHORTEST) symbol(input[at]!);
    else {
      const code = codeOf(LENGTHS, length);
      symbol(FIRST_LENGTH + code);
      put(length - LENGTHS[code]!, LENGTH_BITS[code]!);
      const far = codeOf(DISTANCES, distance);
      put(reversed(far, 5), 5);
      put(distance - DISTANCES[far]!, distanceBits(far));
    }
    for (let next = at; next < at + step; next += 1) remember(next);
    at += step;
  }
  symbol(END_OF_BLOCK);
  return end();
}
