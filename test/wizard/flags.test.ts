import { describe, expect, test } from 'vitest';
import { WrittenService } from '../../src/config/schema.ts';
import { keyFacts } from '../../src/config/key.ts';
import { commands } from '../../src/options.ts';
import { answerFlags } from '../../src/wizard/flags.ts';
import { questions } from '../../src/wizard/questions.ts';

interface Shaped {
  readonly def: {
    readonly type: string;
    readonly innerType?: Shaped;
    readonly shape?: Record<string, Shaped>;
  };
}

function bare(schema: Shaped): Shaped {
  return schema.def.innerType === undefined ? schema : bare(schema.def.innerType);
}

/** Every key of the schema, mappings taken apart. */
function leaves(schema: Shaped, path: readonly string[]): string[] {
  const { shape } = bare(schema).def;
  if (shape === undefined) return [path.join('.')];
  return Object.entries(shape).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

test('every key has a flag, in the order of the schema, and no flag is without a key', () => {
  const keys = leaves(WrittenService, []);
  expect(answerFlags.map(({ path }) => path)).toEqual(keys);
  expect(answerFlags.map(({ name }) => name)).toEqual(
    answerFlags.map(({ path }) => path.replaceAll(/[._]/g, '-')),
  );
});

test('init knows every flag', () => {
  const init = commands.find(({ name }) => name === 'init');
  const names = init?.flags.map(({ name }) => name);
  for (const { name } of answerFlags) expect(names).toContain(name);
});

describe('the words of a flag are those of the schema', () => {
  const more: Record<string, string> = {
    cleanup: ': a folder, or "{path: DIR, match: PATTERN, older_than: 60m}"',
    schedule: ': a cron expression, or "{every: 5m, action: ensure}"',
  };
  test.each(answerFlags.map(({ path, says }) => [path, says]))('%s', (path, says) => {
    const { description } = keyFacts(path.split('.'));
    const start = /^[A-Z][a-z ]/.test(description)
      ? description[0]!.toLowerCase() + description.slice(1)
      : description;
    expect(says).toBe(start + (more[path] ?? ''));
  });
});

test('every key is asked for', () => {
  const asked = new Set(questions.map(({ path }) => path.join('.')));
  const others = ['stop', 'status', 'pid'].map((key) => `commands.${key}`);
  const settled = ['unit', 'stop.timeout', 'health_check.tcp', 'health_check.command', ...others];
  for (const { path } of answerFlags) expect([...asked, ...settled]).toContain(path);
});
