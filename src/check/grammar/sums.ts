/** Digest by path. */
export type Sums = ReadonlyMap<string, string>;

/** Reads SHA256SUMS: comments first, then `digest  path`. */
export function readSums(content: string): Sums {
  if (!content.endsWith('\n')) throw new Error('the final newline is missing');
  const sums = new Map<string, string>();
  for (const line of content.slice(0, -1).split('\n')) {
    if (line.startsWith('#')) continue;
    const [, digest, path] = /^([0-9a-f]{64}) {2}(\S.*)$/.exec(line) ?? [];
    if (digest === undefined || path === undefined) throw new Error(`not a checksum: ${line.slice(0, 60)}`);
    if (sums.has(path)) throw new Error(`${path} stands twice`);
    sums.set(path, digest);
  }
  return sums;
}
