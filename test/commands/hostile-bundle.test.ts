import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cronRules } from '../../src/check/cron-rules.ts';
import { proveArtifacts } from '../../src/check/grammar/prove.ts';
import { leftover } from '../../src/check/leftover.ts';
import { textsOfPlan } from '../../src/check/texts.ts';
import { bundleOf } from '../../src/commands/bundle.ts';
import { loadConfigText } from '../../src/config/load.ts';
import { UNSEEN } from '../../src/escape/unicode.ts';
import { frames } from '../../src/render/frames.ts';
import { problemLine } from '../../src/ui/messages.ts';
import { hostile, impossible } from '../escape/hostile.ts';

const text = fc.constantFrom(
  ...hostile,
  ...impossible,
  '\uffff',
  '\u00a0',
  '`|`',
  '---',
  '1. x',
  '# --- end of settings ---',
);
const tame = fc.constantFrom('app', 'a b', 'a%b', 'ü', 'a#b', 'a;b', 'a|b', '(a)');
const part = fc.oneof(
  tame,
  text.map((value) => value.replaceAll('/', '_').slice(0, 60)),
);
const path = fc
  .tuple(
    fc.constantFrom('/opt', '/srv/a b', '/run/ü', '/var/lib', '~'),
    part,
    fc.constantFrom('x', 'run', 'a.b'),
  )
  .map((parts) => parts.join('/'));
const words = fc.tuple(path, fc.array(text, { maxLength: 3 })).map(([program, rest]) => [program, ...rest]);
const zone = fc.constantFrom('Europe/Berlin', 'PST', 'utc', 'US/Pacific', 'Asia/Calcutta');
const cron = fc.constantFrom(
  '@daily',
  '0 0 31 4,6 0',
  '*/7 */5 * * 1-5',
  '0 3 29 2 *',
  '5/15 * * * *',
  '0 0 1-31 * 1',
);
const span = fc.constantFrom('0s', '1ms', '90s', '5m', '7m', '1h', '1d', '366d');

/** What a key is given: odd, but of a kind that may be right. */
const VALUES: readonly (readonly [key: string, value: fc.Arbitrary<unknown>])[] = [
  ['description', text], ['command', words], ['pid_file', path], ['user', part], ['working_directory', path],
  ['environment', fc.dictionary(fc.constantFrom('A', 'env', 'IFS', 'OPTIND', '_', 'a'), text)], ['environment_file', path],
  ['output', path], ['unit', part.map((name) => `${name}.service`)], ['hardening', fc.constantFrom('off', 'basic', 'strict')],
  ['type', fc.constantFrom('simple', 'forking')], ['preflight', words], ['scheduler', fc.constantFrom('cron', 'systemd')],
  ['cleanup', fc.record({ path, match: part }).map((entry) => [entry])], ['health_check', fc.record({ command: words })],
  ['health_check', fc.constantFrom('[:::]:1', '...:1', '[::1]:80', 'h:0').map((tcp) => ({ tcp }))],
  ['health_check', fc.constantFrom('http://a/|', 'http://[::1]:0/', 'http://x/$(id)').map((http) => ({ http }))],
  ['cron_flavor', fc.constantFrom('debian', 'cronie', 'busybox')], ['schedule', cron],
  ['schedule', fc.record({ cron, timezone: zone }).map((entry) => [entry, '@hourly'])],
  ['schedule', fc.record({ every: span, action: fc.constantFrom('ensure', 'restart', 'sample') })],
  ['schedule', fc.record({ cron, jitter: span, when: fc.record({ command: words, wait: span }) })],
  ['log', fc.record({ file: path })], ['reopen_signal', fc.constantFrom('HUP', 'USR1')], ['stop', fc.record({ timeout: span })],
  ['alerts', fc.record({ slack: path.map((url_file) => ({ url_file })) })], ['metrics', path.map((directory) => ({ directory }))],
  ['state_directory', path], ['script', fc.tuple(path, fc.constantFrom('r', 'worker-restart', 'a.b')).map((parts) => parts.join('/'))],
  ['commands', fc.record({ start: words, stop: words, status: words })],
]; // prettier-ignore

const BASES = [
  { command: '/opt/app/run', pid_file: '/run/worker/worker.pid' },
  { manager: 'systemd', command: '/opt/app/run' },
  { manager: 'systemd', unit: 'app.service' },
  { manager: 'command', commands: { start: '/opt/app/start', stop: '/opt/app/stop', pid: '/opt/app/pid' } },
  { manager: 'kubernetes', workload: 'deployment/x', schedule: '@daily' },
];

const edit = fc
  .constantFrom(...VALUES)
  .chain(([key, value]) => value.map((one): readonly [string, unknown] => [key, one]));
const service = fc
  .tuple(fc.constantFrom(...BASES), fc.array(edit, { minLength: 1, maxLength: 3 }))
  .map(([base, edits]) => ({ ...base, ...Object.fromEntries(edits) }));
const config = fc.record({
  install: fc.constantFrom('system', 'system', 'user'),
  services: fc.dictionary(
    fc.constantFrom('worker', 'worker-restart', 'worker-restart-ensure', 'a'),
    service,
    { minKeys: 1, maxKeys: 2 },
  ),
});

/** What `check` finds without any tool. */
async function findings({ plan, artifacts = [] }: ReturnType<typeof bundleOf>): Promise<string[]> {
  const options = { rehearsal: false, strict: false, texts: textsOfPlan(plan!), environment: {} };
  const found = [leftover, cronRules].map(async ({ run }) => run({ folder: '', artifacts }, options));
  const results = [proveArtifacts(plan!, artifacts, frames), ...(await Promise.all(found))].flat();
  return results
    .filter(({ status }) => status !== 'passed')
    .map(({ artifact, message }) => `${artifact}: ${message}`);
}

test('whatever a config says, it is refused at its line or gives a bundle without findings', async () => {
  let bundles = 0;
  const judged = fc.asyncProperty(config, async (written) => {
    const { config: read, problems } = loadConfigText('x', JSON.stringify(written, null, 1));
    const lines = problems.map((problem) => problemLine(problem, 'x'));
    expect(lines.filter((line) => !/^x:\d+:\d+: /.test(line) || UNSEEN.test(line))).toEqual([]);
    expect(read === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
    if (read === undefined) return;
    const bundle = bundleOf(read, problems);
    expect(bundle.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(await findings(bundle)).toEqual([]);
    bundles += 1;
  });
  await fc.assert(judged, { numRuns: 1500 });
  expect(bundles).toBeGreaterThan(100);
});
