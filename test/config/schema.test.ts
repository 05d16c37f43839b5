import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromJSONSchema } from 'zod';
import * as z from 'zod/mini';
import { schemaCommand } from '../../src/commands/schema.ts';
import { parseConfigText } from '../../src/config/file.ts';
import { loadConfigText } from '../../src/config/load.ts';
import { configReference, describeKeys } from '../../src/config/reference.ts';
import { WrittenConfig, WrittenService } from '../../src/config/schema.ts';
import { bare, childOf, keysOf, metaOf, mustOf } from '../../src/config/walk.ts';
import { hasPath } from '../../src/config/values.ts';

const everything = readFileSync(new URL('everything.yaml', import.meta.url), 'utf8');

/** Every key that the schema knows, those below lists included. */
function everyKey(schema: z.ZodMiniType, path: readonly (string | number)[] = []): (string | number)[][] {
  return keysOf(schema).flatMap((key) => {
    const child = childOf(schema, key) as z.ZodMiniType;
    const here = [...path, key];
    const item = bare(child) instanceof z.ZodMiniRecord ? undefined : childOf(child, 0);
    return [here, ...(item === undefined ? everyKey(child, here) : everyKey(item, [...here, 0]))];
  });
}

describe('the example of everything', () => {
  const worker = (parseConfigText('everything.yaml', everything).value as { services: { worker: object } })
    .services.worker;
  /** They exclude keys that stand in the example. */
  const alternatives = ['health_check.tcp', 'health_check.command', 'schedule.0.every'];
  /** They stand in the last entry of the schedule. */
  const inTheLastEntry = ['memory_above', 'uptime_above', 'sustained'].map((key) => `schedule.0.when.${key}`);

  it('has every key', () => {
    const absent = everyKey(WrittenService).filter((path) => !hasPath(worker, path));
    expect(absent.map((path) => path.join('.')).sort()).toEqual([...alternatives, ...inTheLastEntry].sort());
  });

  it('is refused for what is of another manager, and for nothing else', () => {
    const { problems } = loadConfigText('everything.yaml', everything);
    expect(problems.map(({ code, path }) => `${code} ${path.slice(2).join('.')}`)).toEqual([
      'key-of-other-manager unit',
      'key-of-other-manager hardening',
      'key-of-other-manager commands',
      'key-of-other-manager workload',
      'key-of-other-manager namespace',
      'key-of-other-manager image',
    ]);
  });
});

describe('the metadata', () => {
  const keys = everyKey(WrittenConfig.shape.services._zod.def.valueType);

  it.each(keys.map((path) => [path.join('.'), path] as const))(
    '%s is described and says what it must be',
    (_, path) => {
      const schema = path.reduce<z.ZodMiniType>(
        (at, key) => childOf(at, key) as z.ZodMiniType,
        WrittenService,
      );
      expect(metaOf(schema).description).toMatch(/^.{6,100}[^.]$/);
      expect(mustOf(schema)).toMatch(/^\w/);
    },
  );

  it('names every key in the reference, and nothing without a meaning', () => {
    const { service } = describeKeys();
    expect(service.find(({ key }) => key === 'stop.timeout')).toEqual({
      key: 'stop.timeout',
      meaning: 'How long it may take to stop; then KILL (a duration such as 30s or 2m)',
      default: '30s',
    });
    expect(service.map(({ key }) => key)).toContain('schedule[].timezone');
    expect(configReference()).not.toMatch(/undefined|\[object|\| {2}\|.*\| {2}\|/);
  });
});

describe('the JSON Schema', () => {
  const schema = JSON.parse(schemaCommand().stdout) as Parameters<typeof fromJSONSchema>[0];
  const validator = fromJSONSchema(schema);
  const valueOf = (text: string) => parseConfigText('saikido.yaml', text).value;

  const examples = new URL('../../generated-examples/', import.meta.url);
  const configs = readdirSync(examples)
    .map((name) => new URL(`${name}/saikido.yaml`, examples))
    .filter((file) => existsSync(file));

  it('accepts the example of everything', () => {
    expect(validator.safeParse(valueOf(everything)).error?.issues).toBeUndefined();
  });

  it.each(configs.map((file) => [file.pathname.split('/').at(-2), file] as const))(
    'accepts %s',
    (_, file) => {
      expect(validator.safeParse(valueOf(readFileSync(file, 'utf8'))).error?.issues).toBeUndefined();
    },
  );

  it.each([
    'unknown-key',
    'wrong-duration',
    'wrong-kinds',
    'wrong-version',
    'service-name',
    'services-missing',
    'defaults',
  ])('refuses bad/%s.yaml', (name) => {
    const text = readFileSync(new URL(`bad/${name}.yaml`, import.meta.url), 'utf8');
    expect(validator.safeParse(valueOf(text)).success).toBe(false);
  });

  it('holds no words of ours', () => {
    expect(schemaCommand().stdout).not.toMatch(/"(?:must|defaultText)"/);
  });
});
