import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const source = path.join(root, 'src');

/** What a room may take from another: its types alone, or anything. */
type Share = 'types' | 'all';

interface Room {
  /** Of ours, by room; a single file may be named where the rest of its room stays closed. */
  readonly ours: Readonly<Record<string, Share>>;
  readonly outside: readonly string[];
}

/** Functions of their arguments alone: no clock, no disk, no process. */
const PURE = ['node:crypto', 'node:path', 'node:url', 'node:util'];

/** Who may import what. The same table stands in src/README.md in words. */
const rooms: Readonly<Record<string, Room>> = {
  problem: { ours: {}, outside: [] },
  escape: { ours: {}, outside: [] },
  config: { ours: { problem: 'types', escape: 'all' }, outside: ['zod', 'yaml'] },
  plan: {
    ours: {
      config: 'types',
      'config/cron.ts': 'all',
      'config/busybox.ts': 'all',
      'config/kubernetes.ts': 'all',
      'config/paths.ts': 'all',
      'config/quantity.ts': 'all',
      problem: 'types',
    },
    outside: ['cron-parser', ...PURE],
  },
  render: { ours: { plan: 'types', escape: 'all' }, outside: ['handlebars', ...PURE] },
  check: {
    ours: { problem: 'types', config: 'types', render: 'types', plan: 'types', escape: 'all' },
    outside: ['node:fs', 'node:module', 'node:os', 'yaml', ...PURE],
  },
  output: { ours: { render: 'types' }, outside: ['node:fs', 'node:zlib', ...PURE] },
  wizard: {
    ours: { config: 'all', problem: 'types' },
    outside: ['inquirer', '@inquirer/core', 'yaml', 'node:fs', ...PURE],
  },
  history: { ours: {}, outside: ['node:fs', 'node:stream', 'node:zlib'] },
  learn: { ours: { history: 'all' }, outside: [] },
  page: { ours: { escape: 'all' }, outside: [] },
  report: { ours: { history: 'all', page: 'all', escape: 'all' }, outside: [] },
  ui: { ours: { problem: 'types', check: 'types' }, outside: ['node:util'] },
  commands: {
    ours: {
      page: 'all',
      learn: 'all',
      problem: 'types',
      config: 'all',
      plan: 'all',
      render: 'all',
      check: 'all',
      output: 'all',
      wizard: 'all',
      ui: 'all',
      history: 'all',
      report: 'all',
      escape: 'all',
    },
    outside: ['node:fs', 'node:os', ...PURE],
  },
  'write-all': { ours: {}, outside: ['node:fs'] },
  'load-bundle': { ours: {}, outside: ['node:fs', 'node:url', 'node:vm'] },
  options: { ours: { 'wizard/flags.ts': 'all' }, outside: [] },
  arguments: { ours: { options: 'types', 'config/synonyms.ts': 'all' }, outside: ['node:util'] },
  help: { ours: { options: 'all' }, outside: [] },
  interrupt: { ours: { 'write-all': 'all' }, outside: [] },
  cli: {
    ours: {
      commands: 'all',
      options: 'all',
      arguments: 'all',
      help: 'all',
      interrupt: 'all',
      'write-all': 'all',
      ui: 'all',
    },
    outside: [],
  },
};

/** What one file may do that the rest of its room may not. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'config/file.ts': ['node:fs'],
  'check/tools.ts': ['node:child_process'],
  'render/templates.ts': ['build/precompile.mjs', 'node:vm'],
};

interface Import {
  readonly file: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(source, file), 'utf8');
  const statements = text.matchAll(
    /^(import|export)\s(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm,
  );
  const calls = text.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]/g);
  return [
    ...[...statements].map(([, , type, from, bare]) => ({
      file,
      to: from ?? bare ?? '',
      typeOnly: type !== undefined,
    })),
    ...[...calls].map(([, to]) => ({ file, to: to ?? '', typeOnly: false })),
  ];
}

function roomOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : file.replace(/\.ts$/, '');
}

/** Why an import is not allowed; `undefined` where it is. */
function objection({ file, to, typeOnly }: Import): string | undefined {
  const room = rooms[roomOf(file)];
  const said = `${file} imports ${to}`;
  if (room === undefined) return `${said}, but has no row in the table`;
  if (!to.startsWith('.')) {
    const library = to.startsWith('@')
      ? to.split('/').slice(0, 2).join('/')
      : to.replace(/^(?!node:)([^/]+)\/.*/, '$1');
    return room.outside.includes(library) || exceptions[file]?.includes(library) ? undefined : said;
  }
  const target = path.posix.join(path.posix.dirname(file), to);
  if (target === '../package.json' || roomOf(target) === roomOf(file) || exceptions[file]?.includes(target))
    return undefined;
  const share = room.ours[target] ?? room.ours[roomOf(target)];
  return share === 'all' || (share === 'types' && typeOnly) ? undefined : said;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.ts'));

describe('the walls between the rooms', () => {
  test('every import is in the table', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(importsOf).map(objection).filter(Boolean)).toEqual([]);
  });

  test('every room of the table exists', () => {
    const gone = Object.keys(rooms).filter(
      (room) => !existsSync(path.join(source, room)) && !files.includes(`${room}.ts`),
    );
    expect(gone).toEqual([]);
  });

  test.each([
    ['config/parse.ts', '../plan/build.ts', false],
    ['plan/build.ts', '../config/parse.ts', false],
    ['check/shellcheck.ts', 'node:child_process', false],
    ['config/parse.ts', 'node:fs', false],
    ['output/write.ts', '../config/config.ts', true],
    ['unheard-of/x.ts', 'zod', false],
  ])('%s may not import %s', (file, to, typeOnly) => {
    expect(objection({ file, to, typeOnly })).toBeDefined();
  });

  test('no barrel, no drawer', () => {
    expect(files.filter((file) => /(?:^|\/)(?:index|utils|types|constants)\.ts$/.test(file))).toEqual([]);
  });
});
