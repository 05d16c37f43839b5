import fc from 'fast-check';
import { CronJob, type ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import { Role } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import { RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { describe, expect, test } from 'vitest';
import { readYaml } from '../../src/check/grammar/yaml.ts';
import { proveArtifacts } from '../../src/check/grammar/prove.ts';
import { readCron } from '../../src/config/cron.ts';
import { kubernetesCron } from '../../src/config/kubernetes.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { planBundle } from '../../src/plan/build.ts';
import { comesAt } from '../../src/plan/next-runs.ts';
import { frames } from '../../src/render/frames.ts';
import { renderBundle } from '../../src/render/render.ts';

function planOf(service: object) {
  const { config, problems } = parseConfig({ services: { web: { manager: 'kubernetes', ...service } } });
  if (config === undefined) throw new Error(JSON.stringify(problems));
  return planBundle(config, ['kubernetes']);
}

const WEB = { workload: 'deployment/shop-web', schedule: '0 3 * * 7' };
const plan = planOf(WEB);
const artifacts = renderBundle(plan);
const file = artifacts.find(({ path }) => path === 'kubernetes/web.yaml')!;

/**
 * One field of github.com/robfig/cron (version 3), read anew from its parser: bits of the values, and whether it is a
 * star. A step takes the star away, and a day of week ends at 6.
 */
function robfigField(text: string, low: number, high: number) {
  const values = new Set<number>();
  let star = false;
  for (const part of text.split(',')) {
    const [range = '', step = '1'] = part.split('/');
    const [first = '', last = first] = range.split('-');
    const from = first === '*' ? low : Number(first);
    const to = first === '*' ? high : Number(last);
    if (!(from >= low && to <= high && from <= to)) throw new Error(`robfig refuses ${text}`);
    star ||= first === '*' && step === '1';
    for (let value = from; value <= to; value += Number(step)) values.add(value);
  }
  return { values, star };
}

function robfigComesAt(expression: string, wall: number): boolean {
  const texts = expression.split(' ');
  const limits = [[0, 59], [0, 23], [1, 31], [1, 12], [0, 6]] as const; // prettier-ignore
  const [minute, hour, day, month, weekday] = limits.map(([low, high], i) =>
    robfigField(texts[i]!, low, high),
  ) as [Field, Field, Field, Field, Field];
  const at = new Date(wall);
  const onDay = day.values.has(at.getUTCDate());
  const onWeekday = weekday.values.has(at.getUTCDay());
  const days = day.star || weekday.star ? onDay && onWeekday : onDay || onWeekday;
  const time = minute.values.has(at.getUTCMinutes()) && hour.values.has(at.getUTCHours());
  return days && time && month.values.has(at.getUTCMonth() + 1);
}
type Field = ReturnType<typeof robfigField>;

describe('a schedule for the CronJob controller', () => {
  test.each([
    ['30 4 * * 7', '30 4 * * 0'],
    ['@weekly', '0 0 * * 0'],
    ['*/20 8-17 * jan,FEB mon-fri', '0,20,40 8-17 * 1,2 1-5'],
    ['0 3 1-31 * 1', '0 3 * * *'],
    ['0 3 */2 * *', '0 3 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31 * *'],
    ['0 3 1 * 1', '0 3 1 * 1'],
  ])('%s is %s', (written, expected) => {
    expect(kubernetesCron(written)).toBe(expected);
  });

  test('comes at the very minutes of cron, or is refused', () => {
    const item = (low: number, high: number) =>
      fc.oneof(
        fc.constantFrom('*', '*', '*/2', '*/7'),
        fc
          .tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high }))
          .map(([a, b]) => (a < b ? `${a}-${b}` : `${b}`)),
      );
    const days = fc.tuple(item(1, 31), item(1, 12), item(0, 7)).map((parts) => `7 5 ${parts.join(' ')}`);
    let refused = 0;
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 3000 }), (written, day) => {
        const fields = readCron(written);
        const translated = kubernetesCron(written);
        refused += translated === undefined ? 1 : 0;
        const wall = Date.UTC(2024, 0, 1, 5, 7) + day * 86_400_000;
        return translated === undefined || robfigComesAt(translated, wall) === comesAt(fields!, wall);
      }),
      { numRuns: 3000 },
    );
    expect(refused).toBeLessThan(1500);
  });

  test('is refused only where a star with a step limits both days', () => {
    expect(kubernetesCron('0 3 */2 * 1')).toBeUndefined();
    expect(kubernetesCron('0 3 1 * */2')).toBeUndefined();
    expect(kubernetesCron('0 3 */1 * 1')).toBe('0 3 * * 1');
  });
});

describe('the manifest', () => {
  const [account, role, binding, cronJob] = readYaml(file.content) as [object, object, object, object];

  test('passes the published schemas', () => {
    new ServiceAccount(account).validate();
    new Role(role).validate();
    new RoleBinding(binding as ConstructorParameters<typeof RoleBinding>[0]).validate();
    new CronJob(cronJob).validate();
    const broken = structuredClone(cronJob) as { spec: { startingDeadlineSeconds: unknown } };
    broken.spec.startingDeadlineSeconds = 'soon';
    expect(() => new CronJob(broken as never).validate()).toThrow(/startingDeadlineSeconds/);
  });

  test('is this CronJob, whose every key the published types know', () => {
    const labels = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/managed-by': 'saikido' };
    const image = 'registry.k8s.io/kubectl:v1.34.1';
    const securityContext = {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    };
    const resources = { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } };
    const kubectl = ['kubectl', 'rollout'];
    const target = ['deployment/shop-web', '--namespace=default'];
    const same = { image, securityContext, resources };
    const expected: ICronJob = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'web-restart', namespace: 'default', labels },
      spec: {
        schedule: '0 3 * * 0',
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 300,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: 0,
            activeDeadlineSeconds: 900,
            template: {
              metadata: { labels },
              spec: {
                serviceAccountName: 'web-restart',
                automountServiceAccountToken: true,
                restartPolicy: 'Never',
                securityContext: {
                  runAsNonRoot: true,
                  runAsUser: 65_532,
                  runAsGroup: 65_532,
                  seccompProfile: { type: 'RuntimeDefault' },
                },
                initContainers: [
                  {
                    name: 'restart',
                    command: [...kubectl, 'restart', ...target, '--request-timeout=60s'],
                    ...same,
                  },
                ],
                containers: [
                  { name: 'status', command: [...kubectl, 'status', ...target, '--timeout=600s'], ...same },
                ],
              },
            },
          },
        },
      },
    };
    expect(cronJob).toEqual(expected);
  });

  test('may read, watch and patch that one object, and nothing else', () => {
    expect((role as { rules: unknown }).rules).toEqual([
      {
        apiGroups: ['apps'],
        resources: ['deployments'],
        resourceNames: ['shop-web'],
        verbs: ['get', 'list', 'watch', 'patch'],
      },
    ]);
  });

  test('has a CronJob for each entry, of names of their own', () => {
    const schedule = ['@daily', { cron: '0 4 * * *', timezone: 'Europe/Berlin' }, { every: '6h' }];
    const { jobs } = planOf({ ...WEB, schedule }).workloads[0]!;
    expect(jobs.map(({ name, schedule: when, timezone }) => [name, when, timezone])).toEqual([
      ['web-restart', '0 0 * * *', 'Etc/UTC'],
      ['web-restart-2', '0 4 * * *', 'Europe/Berlin'],
      ['web-restart-3', '0 0,6,12,18 * * *', 'Etc/UTC'],
    ]);
  });

  test('is all that is made: no script, no crontab', () => {
    expect(artifacts.map(({ path }) => path)).not.toContainEqual(
      expect.stringMatching(/^(?:root|crontab|test)\//),
    );
    expect(proveArtifacts(plan, artifacts, frames).filter(({ status }) => status !== 'passed')).toEqual([]);
  });

  test('waits as long as start.timeout says, ten minutes otherwise', () => {
    const deadlines = [{}, { start: { timeout: '30s' } }].map(
      (start) => planOf({ ...WEB, ...start }).workloads[0]!,
    );
    expect(deadlines.map(({ timeout, deadline }) => [timeout, deadline])).toEqual([
      [600, 900],
      [30, 330],
    ]);
  });
});

test.each([
  ['verbs: [get, list, watch, patch]', 'verbs: ["*"]', 'the Role web-restart is not that of the plan'],
  ['concurrencyPolicy: Forbid', 'concurrencyPolicy: Allow', 'the CronJob web-restart is not'],
  ['"0 3 * * 0"', '"0 4 * * 0"', 'the CronJob web-restart is not'],
  [
    'restartPolicy: Never',
    'restartPolicy: Never\n          hostNetwork: true',
    'the CronJob web-restart is not',
  ],
  ['backoffLimit: 0', 'backoffLimit: 0\n      backoffLimit: 6', 'Map keys must be unique'],
  ['name: "web-restart"', 'name: !other "web-restart"', 'Unresolved tag'],
  [/$/, '---\nkind: Secret\n', 'it holds 5 objects instead of 4'],
])('a manifest with %s changed is refused', (from, to, message) => {
  const content = file.content.replace(from, () => to);
  const changed = artifacts.map((one) => (one === file ? { ...one, content } : one));
  const found = proveArtifacts(plan, changed, frames).find(({ artifact }) => artifact === file.path);
  expect(found).toMatchObject({ status: 'failed', message: expect.stringContaining(message) as string });
});

test('gates are refused, whatever other managers make of them', () => {
  const schedule = [{ cron: '@daily', jitter: '10m', when: { load_below: 1 } }];
  const { problems } = parseConfig({ services: { web: { manager: 'kubernetes', ...WEB, schedule } } });
  const refused = problems
    .filter(({ code }) => code === 'key-of-other-manager')
    .map(({ path }) => path.at(-1));
  expect(refused).toEqual(['jitter', 'when']);
});
