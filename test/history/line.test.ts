import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLine } from '../../src/history/line.ts';

const HEAD = '2026-11-22T03:00:01.204+09:00 info worker';

describe('parseLine', () => {
  test('reads instant, zone, level, service, event and fields', () => {
    expect(parseLine(`${HEAD} stopped pid=4242 signal=TERM took=1.204s`)).toEqual({
      at: Date.parse('2026-11-22T03:00:01.204+09:00'),
      offset: 540,
      level: 'info',
      service: 'worker',
      event: 'stopped',
      fields: { pid: '4242', signal: 'TERM', took: '1.204s' },
    });
  });

  test('takes quotes off', () => {
    const line = parseLine(`${HEAD} failed reason="it said \\"no\\" twice" empty="" exit=11`);
    expect(line?.fields).toEqual({ reason: 'it said "no" twice', empty: '', exit: '11' });
  });

  test('a zone west of Greenwich', () => {
    const line = parseLine('2026-03-08T01:59:59.999-03:30 warn worker killing pids=7');
    expect([line?.at, line?.offset]).toEqual([Date.parse('2026-03-08T05:29:59.999Z'), -210]);
  });

  test('a value that ends in a backslash hides nothing', () => {
    const line = parseLine(`${HEAD} failed reason="C: \\" note="a b" outcome=failure exit=1`);
    expect(line?.fields).toMatchObject({ note: 'a b', outcome: 'failure', exit: '1' });
  });

  test('a line whose end is missing, as a full disk leaves it', () => {
    const line = `${HEAD} failed action=restart reason="not enough" outcome=failure exit=10`;
    expect(parseLine(line.slice(0, line.indexOf('enough')))).toBeUndefined();
  });

  test.each([
    '',
    'Nov 22 03:00:01 host worker: stopped',
    '2026-11-22T03:00:01+09:00 info worker stopped',
    '2026-13-22T03:00:01.204+09:00 info worker stopped',
    '2026-11-22T03:00:01.204+09:00 fatal worker stopped',
    '2026-11-22T03:00:01.204+09:00 info Worker stopped',
    `${HEAD} `,
    `${HEAD} stopped pid`,
    `${HEAD} stopped pid=1 `,
    `${HEAD} stopped pid=1 and so on`,
    `${HEAD} stopped __proto__=1`,
    `${HEAD} stopped reason="open`.concat(' pid'),
    `${HEAD} stopped reason=\u001b[2J`,
    `${HEAD} stop2026-11-22T03:00:02.204+09:00 info worker stopped pid=1`,
  ])('%j is broken', (text) => {
    expect(parseLine(text)).toBeUndefined();
  });

  test('no text makes it throw, and no value has a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const values = Object.values(parseLine(`${HEAD} x ${text}`)?.fields ?? {});
        // eslint-disable-next-line no-control-regex
        expect(values.filter((value) => /[\x00-\x1f\x7f]/.test(value))).toEqual([]);
      }),
    );
  });
});

/** The function of the script that writes the log, and nothing else of it. */
const log = /^log\(\) \{[^]*?^\}/m.exec(readFileSync('templates/bash/messages.bash', 'utf8'))![0];
const SCRIPT = `LC_ALL=C SERVICE=worker DRY_RUN=1 QUIET=0; ${log}
while IFS= read -r -d '' value; do log info said "value=\${value}" outcome=success exit=0; done`;

test('what the script writes is read back', () => {
  const printable = fc.stringMatching(/^[ -~]*[ -[\]-~]$/);
  fc.assert(
    fc.property(fc.array(printable, { minLength: 50, maxLength: 100 }), (values) => {
      const { stdout } = spawnSync('bash', ['-c', SCRIPT], {
        input: values.map((value) => `${value}\0`).join(''),
      });
      const lines = stdout.toString().trimEnd().split('\n');
      const read = lines.map((line) => parseLine(`2026-11-22T03:00:01.204+09:00 ${line}`)?.fields);
      for (const [index, value] of values.entries()) {
        expect(read[index]).toMatchObject({ outcome: 'success', exit: '0' });
        if (!/["\\]/.test(value)) expect(read[index]!['value']).toBe(value);
      }
    }),
    { numRuns: 20 },
  );
});

test.each([
  'x y\\',
  '"',
  '\\"',
  'x" outcome=skipped exit=20',
  'x\\" outcome=skipped exit=20',
  'x\\" outcome=skipped exit=20 y="',
  "$'x y'",
])('the value %j hides and forges no outcome', (value) => {
  const { stdout } = spawnSync('bash', ['-c', SCRIPT], { input: `${value}\0` });
  const read = parseLine(`2026-11-22T03:00:01.204+09:00 ${stdout.toString().trimEnd()}`);
  expect(read?.fields).toMatchObject({ outcome: 'success', exit: '0' });
});
