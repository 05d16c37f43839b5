import type { Artifact } from '../render/artifact.ts';

const BEGIN = '# --- settings';
const END = '# --- end of settings';

interface Script {
  readonly before: readonly string[];
  readonly settings: readonly string[];
  readonly after: readonly string[];
}

/** A script apart: everything is `before` where it has no data block. */
function takeApart(content: string): Script {
  const lines = content.split('\n');
  const end = lines.findIndex((line) => line.startsWith(END));
  const begin = lines.findIndex((line) => line.startsWith(BEGIN));
  if (begin < 0 || end < begin) return { before: lines, settings: [], after: [] };
  return {
    before: lines.slice(0, begin + 1),
    settings: lines.slice(begin + 1, end),
    after: lines.slice(end),
  };
}

function neutral(setting: string): string {
  const [, name, value] = /^(readonly \w+=)(.*)$/.exec(setting) ?? [];
  if (name === undefined || value === undefined) return setting;
  if (/^\d+$/.test(value)) return `${name}1`;
  return value.startsWith('(') ? `${name}('/some value' 'value')` : `${name}'/some value'`;
}

/**
 * The script with neutral values in its data block, line for line. What a linter says of it holds for every script
 * of the same body; the values themselves are proven by the grammar of the block.
 */
export function neutralScript(content: string): string {
  const { before, settings, after } = takeApart(content);
  return [...before, ...settings.map(neutral), ...after].join('\n');
}

/** What two scripts must share to be one body: all but the comments above the data block and the values in it. */
export function bodyKey(content: string): string {
  const { before, settings, after } = takeApart(content);
  if (settings.length === 0) return content;
  const code = before.filter((line) => !line.startsWith('#') || /^#(?:!| ---| shellcheck )/.test(line));
  return [...code, ...settings.map(neutral), ...after].join('\n');
}

/** Settings that change what a script does beyond where it does it: no path, no list of words, none of `without`. */
export function behaviour({ content }: Artifact, without: ReadonlySet<string>): readonly string[] {
  return takeApart(content).settings.filter((setting) => {
    const [, name = '', value = ''] = /^readonly (\w+)=(.*)$/.exec(setting) ?? [];
    return !without.has(name) && !value.startsWith('(') && !value.includes('/');
  });
}

/** Artifacts by a key, each group in the order of the bundle. */
export function groupBy(
  artifacts: readonly Artifact[],
  key: (artifact: Artifact) => string,
): readonly (readonly [Artifact, ...Artifact[]])[] {
  const groups = new Map<string, [Artifact, ...Artifact[]]>();
  for (const artifact of artifacts) {
    const group = groups.get(key(artifact));
    if (group === undefined) groups.set(key(artifact), [artifact]);
    else group.push(artifact);
  }
  return [...groups.values()];
}
