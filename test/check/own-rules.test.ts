import { describe, expect, test } from 'vitest';
import { cronRules } from '../../src/check/cron-rules.ts';
import { leftover } from '../../src/check/leftover.ts';
import { textsOf, textsOfPlan } from '../../src/check/texts.ts';
import { bundleOf } from '../../src/commands/bundle.ts';
import { parseConfig } from '../../src/config/parse.ts';
import type { Artifact } from '../../src/render/artifact.ts';
import { artifact, cronFile, fragment, rotation, script } from './sample.ts';

const options = { rehearsal: false, strict: false, texts: [], environment: {} };

async function found(checker: typeof cronRules, bad: Artifact, texts: readonly string[] = []) {
  const results = await checker.run({ folder: '/nowhere', artifacts: [bad] }, { ...options, texts });
  return results.filter(({ status }) => status === 'failed').map(({ line, message }) => [line, message]);
}

describe('cron-rules', () => {
  test.each([
    '0 3 * * mon-fri root /bin/true',
    '@daily root /bin/true',
    '*/5 0-4,22 1-31/2 jan,Dec 7 app_1 /bin/true a\\%b',
    '0 3 * * * root "/opt/a b/run" x',
  ])('takes %s', async (line) => {
    expect(await found(cronRules, cronFile(line))).toEqual([]);
  });

  test.each([
    ['60 3 * * * root /bin/true', '"60" is no minute'],
    ['*/0 3 * * * root /bin/true', '"*/0" is no minute'],
    ['5/2 3 * * * root /bin/true', '"5/2" is no minute'],
    ['0 4-2 * * * root /bin/true', '"4-2" is no hour'],
    ['0 3 0 * * root /bin/true', '"0" is no day of month'],
    ['0 3 * mon * root /bin/true', '"mon" is no month'],
    ['0 3 * * 8 root /bin/true', '"8" is no day of week'],
    ['0 3 * * 1,,2 root /bin/true', '"1,,2" is no day of week'],
    ['0 3 * * * /bin/true now', 'the sixth field is no user'],
    ['0 3 * * * root true', 'the command does not begin with an absolute path'],
    ['0 3 * * * root /bin/date +%Y', 'a % that is not escaped ends the command here'],
    ['0 3 * * * root /bin/true\r', 'a control character'],
    [`0 3 * * * root /bin/${'x'.repeat(900)}`, 'longer than 900 bytes'],
    ['@reboot root /bin/true', '"@reboot" is no schedule'],
  ])('refuses %j', async (line, message) => {
    expect(await found(cronRules, cronFile(line))).toEqual([[5, message]]);
  });

  test('a cron.d file needs a name without a dot, mode 0644 and a final newline', async () => {
    const good = cronFile();
    expect(await found(cronRules, cronFile(undefined, 'worker.sh'))).toHaveLength(1);
    expect(await found(cronRules, { ...good, mode: 0o755 })).toEqual([[undefined, 'cron wants mode 0644']]);
    expect(await found(cronRules, { ...good, content: good.content.trimEnd() })).toHaveLength(1);
  });

  test('a crontab has no user column', async () => {
    expect(await found(cronRules, fragment())).toEqual([]);
    expect(await found(cronRules, fragment('0 3 * * * root /bin/true'))).toEqual([
      [2, 'the command does not begin with an absolute path'],
    ]);
  });
});

describe('leftover', () => {
  test('finds nothing in good artifacts', async () => {
    for (const good of [script(), cronFile(), rotation()]) expect(await found(leftover, good)).toEqual([]);
    const nested = artifact('manifest.json', 'json', ['{"a":{"b":{}}}']);
    expect(await found(leftover, nested)).toEqual([]);
  });

  test.each([
    ['keeps undefined copies', '"undefined" was left over'],
    ['an [object Object]', '"[object Object]" was left over'],
    ['NaN times', '"NaN" was left over'],
    ['{{name', '"{{" was left over'],
    ['name}}', '"}}" was left over'],
    ['blank ', 'blanks at the end of the line'],
    ['a\rb', 'a carriage return'],
  ])('finds %j', async (text, message) => {
    expect(await found(leftover, artifact('RUNBOOK.md', 'markdown', ['# Title', text]))).toEqual([
      [2, message],
    ]);
  });

  test.each([
    ['\t}}', 'RUNBOOK.md', 'markdown', 'runs `/opt/app "\\t}}"`'],
    ['\u202e{{', 'saikido.json', 'json', '{"a": "\\u202e{{"}'],
    ['\u001b{{x', 'worker.bash', 'bash', "readonly COMMAND=('/opt/app' $'\\x1b{{x')"],
  ] as const)(
    'leaves a text of the config, %j, that an escaper changed',
    async (own, path, language, line) => {
      const shown = artifact(path, language, ['# Title', line]);
      expect(await found(leftover, shown, [own])).toEqual([]);
      expect(await found(leftover, shown)).not.toEqual([]);
    },
  );

  test('excuses texts of services and of workloads alike', async () => {
    const { config } = parseConfig({
      services: {
        a: { command: '/opt/a', pid_file: '/run/a/a.pid', description: 'NaN' },
        b: { manager: 'kubernetes', workload: 'deployment/b', schedule: '@daily', description: '{{b}}' },
      },
    });
    const { plan, artifacts = [] } = bundleOf(config!, []);
    const texts = textsOfPlan(plan!);
    const runbook = artifacts.find(({ path }) => path === 'RUNBOOK.md')!;
    expect(await found(leftover, runbook)).not.toEqual([]);
    expect(await found(leftover, runbook, texts)).toEqual([]);
  });

  test('finds ladders of blank lines, a missing newline and an empty file', async () => {
    const good = artifact('RUNBOOK.md', 'markdown', ['a', '', 'b']);
    expect(await found(leftover, artifact('RUNBOOK.md', 'markdown', ['a', '', '', 'b']))).toEqual([
      [3, 'two blank lines in a row'],
    ]);
    expect(await found(leftover, { ...good, content: 'a' })).toEqual([[undefined, 'no newline at the end']]);
    expect(await found(leftover, { ...good, content: 'a\n\n' })).toEqual([[2, 'blank lines at the end']]);
    expect(await found(leftover, { ...good, content: '' })).toEqual([[undefined, 'it is empty']]);
  });

  test("excuses what the user's own values hold, and only that", async () => {
    const texts = textsOf({ worker: { command: ['/opt/run', '--format={{json}}'] } });
    expect(await found(leftover, artifact('a', 'markdown', ["'--format={{json}}'"]), texts)).toEqual([]);
    expect(await found(leftover, artifact('a', 'markdown', ['{{name}} undefined']), texts)).toHaveLength(3);
  });
});
