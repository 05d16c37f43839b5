import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../src/check/result.ts';
import { showProgress, wantsColour } from '../../src/ui/progress.ts';
import { report } from '../../src/ui/report.ts';

const hostile = 'a <b> & "c" \u0001\u001b[31m \'d\'\n\ttwo ]]> é 再';
const results: readonly CheckResult[] = [
  { checker: 'shellcheck', artifact: 'root/a', status: 'passed', message: 'ShellCheck 0.9.0' },
  { checker: 'shellcheck', artifact: 'root/b', status: 'passed', message: 'ShellCheck 0.9.0' },
  { checker: 'shellcheck', artifact: 'root/etc/c d', status: 'failed', message: hostile, line: 3, column: 7 },
  { checker: 'crontab', artifact: 'crontab/a', status: 'skipped', message: 'no crontab' },
  { checker: 'crontab', artifact: 'crontab/b', status: 'skipped', message: 'no crontab' },
  { checker: 'leftover', artifact: '', status: 'failed', message: 'of all' },
];
const plain = { colour: false, version: '1.2.3' };

test('json has the four keys of the contract and nothing else', () => {
  const parsed = JSON.parse(report('json', results, plain)) as { results: Record<string, unknown>[] };
  expect(Object.keys(parsed)).toEqual(['results']);
  for (const result of parsed.results)
    expect(Object.keys(result)).toEqual(['checker', 'artifact', 'status', 'message']);
  expect(parsed.results[2]!['message']).toBe(`line 3: ${hostile}`);
  expect(parsed.results.map(({ status }) => status)).toEqual(results.map(({ status }) => status));
});

describe('text', () => {
  test('has a line a checker, each finding with its place, each reason once, and the sum', () => {
    const calm = results.map((result) =>
      result.line === undefined ? result : { ...result, message: 'SC1: wrong' },
    );
    expect(report('text', calm, plain)).toBe(
      [
        'shellcheck  2 passed, 1 failed  ShellCheck 0.9.0',
        '  failed  root/etc/c d:3:7  SC1: wrong',
        'crontab     2 skipped',
        '  skipped crontab/a and 1 more  no crontab',
        'leftover    1 failed',
        '  failed  the bundle  of all',
        '',
        '2 passed, 2 failed, 2 skipped',
        '',
      ].join('\n'),
    );
    expect(report('text', [], plain)).toBe('\nnothing to check\n');
  });

  test('is painted only where that is wanted, and what a tool said cannot paint', () => {
    // oxlint-disable-next-line no-control-regex
    const codes = (text: string) => text.match(/\u001b\[\d*m/g) ?? [];
    expect(codes(report('text', results, plain))).toEqual([]);
    expect(codes(report('text', results, { ...plain, colour: true })).length).toBeGreaterThan(5);
    expect(report('text', results, plain).split('\n')).toHaveLength(9);
    expect(wantsColour({ isTTY: true }, {})).toBe(true);
    expect(wantsColour({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColour({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
    expect(wantsColour({}, {})).toBe(false);
  });
});

test('junit is XML that a parser reads, with suites, cases and reasons', () => {
  const read = [
    'import sys, json, xml.etree.ElementTree as E',
    'root = E.fromstring(sys.stdin.buffer.read())',
    'case = lambda c: [c.get("classname"), c.get("name"), [[k.tag, k.get("message")] for k in c]]',
    'suite = lambda s: [s.get("name"), s.get("tests"), s.get("failures"), s.get("skipped"), [case(c) for c in s]]',
    'print(json.dumps([root.tag, [suite(s) for s in root]]))',
  ].join('\n');
  const output = execFileSync('python3', ['-c', read], {
    input: report('junit', results, plain),
    encoding: 'utf8',
  });
  expect(JSON.parse(output)).toEqual([
    'testsuites',
    [
      [
        'shellcheck', '3', '1', '0',
        [
          ['shellcheck', 'root/a', []],
          ['shellcheck', 'root/b', []],
          ['shellcheck', 'root/etc/c d:3', [['failure', hostile.replace(/[\u0001\u001b]/g, '?')]]], // oxlint-disable-line no-control-regex
        ],
      ],
      [
        'crontab', '2', '0', '2',
        [
          ['crontab', 'crontab/a', [['skipped', 'no crontab']]],
          ['crontab', 'crontab/b', [['skipped', 'no crontab']]],
        ],
      ],
      ['leftover', '1', '1', '0', [['leftover', 'bundle', [['failure', 'of all']]]]],
    ],
  ]); // prettier-ignore
});

test('sarif 2.1.0: findings with rule and place, skipped as notifications', () => {
  const log = JSON.parse(report('sarif', results, plain)) as {
    $schema: string;
    version: string;
    runs: {
      tool: { driver: { name: string; version: string; rules: { id: string }[] } };
      results: { ruleId: string; ruleIndex: number; locations?: unknown[]; message: { text: string } }[];
      invocations: { toolExecutionNotifications: unknown[] }[];
    }[];
  };
  expect([log.$schema, log.version, log.runs.length]).toEqual([
    expect.stringMatching(/sarif-2\.1\.0/),
    '2.1.0',
    1,
  ]);
  const { tool, results: findings, invocations } = log.runs[0]!;
  expect(tool.driver).toMatchObject({ name: 'saikido', version: '1.2.3' });
  for (const { ruleId, ruleIndex } of findings) expect(tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
  expect(findings).toHaveLength(2);
  expect(findings[0]).toMatchObject({
    message: { text: hostile },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'root/etc/c%20d', uriBaseId: 'BUNDLE' },
          region: { startLine: 3, startColumn: 7 },
        },
      },
    ],
  });
  expect(findings[1]!.locations).toBeUndefined();
  expect(invocations[0]!.toolExecutionNotifications).toHaveLength(2);
});

test('progress is one line on a terminal that is gone at the end, and nothing elsewhere', () => {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  const show = showProgress({ isTTY: true, columns: 30, write });
  show('shellcheck');
  show('rehearsal of everything there is');
  expect(written.at(-1)).toBe('\r\u001b[Kchecking: shellcheck, rehea');
  show('rehearsal of everything there is', []);
  show('shellcheck', []);
  expect(written.at(-1)).toBe('\r\u001b[K');
  written.length = 0;
  showProgress({ write })('shellcheck');
  expect(written).toEqual([]);
});
