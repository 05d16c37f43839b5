/** How many of the first parts are the same in all. */
function commonParts(paths: readonly (readonly string[])[]): number {
  const [first] = paths;
  const differ = first!.findIndex((part, index) => paths.some((parts) => parts[index] !== part));
  return differ === -1 ? first!.length : differ;
}

/**
 * What tells folders apart: `/logs/web1/var/log` and `/logs/web2/var/log` are `web1` and `web2`. Logs in one folder are of
 * one host, which then needs no name.
 */
export function hostsOf(folders: readonly string[]): ReadonlyMap<string, string> {
  const different = [...new Set(folders)];
  if (different.length < 2) return new Map();
  const paths = different.map((folder) => folder.split('/').filter(Boolean));
  const head = commonParts(paths);
  const rests = paths.map((parts) => parts.slice(head));
  const tail = commonParts(rests.map((parts) => parts.toReversed()));
  const names = rests.map((parts) => parts.slice(0, parts.length - tail).join('/'));
  return new Map(different.map((folder, index) => [folder, names[index] || (paths[index]!.at(-1) ?? '/')]));
}
