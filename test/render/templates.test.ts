import { expect, test } from 'vitest';
import { HELPER_NAMES } from '../../src/build/helper-names.mjs';
import { staticParts, templateSources } from '../../src/build/precompile.mjs';
import { parseConfig } from '../../src/config/parse.ts';
import { planBundle } from '../../src/plan/build.ts';
import { helpers } from '../../src/render/helpers.ts';
import { installView } from '../../src/render/install-view.ts';
import { dashboardView, rulesView } from '../../src/render/monitoring.ts';
import { runbookView } from '../../src/render/runbook.ts';
import { lintStatic, lintTemplate } from '../../src/render/template-lint.ts';
import { templatePaths } from '../../src/render/template-paths.ts';
import {
  cronView, crontabView, logrotateView, oneshotView, rehearsalView, scriptView, timerView, unitView,
} from '../../src/render/views.ts'; // prettier-ignore
import { variablesView } from '../../src/render/ansible.ts';
import { workloadView } from '../../src/render/views-kubernetes.ts';
import { sample } from '../plan/sample.ts';

const sources = templateSources('.');

test.each(Object.entries(sources))('%s keeps the rules for templates', (name, source) => {
  expect(lintTemplate(name, source)).toEqual([]);
});

test('static parts hold nothing that a template engine would read', () => {
  /** Those of Ansible hold Jinja, and are included as text. */
  const parts = Object.entries(staticParts('.')).filter(([name]) => !name.startsWith('ansible/'));
  for (const [name, text] of parts) expect([name, lintStatic(text)]).toEqual([name, []]);
  expect(lintStatic('a\nb {{x}}\n')).toEqual([{ line: 2, message: '{{ in a static part' }]);
});

test('every step that a script may be without is a function of some part, called by a whole statement', () => {
  const parts = Object.entries(staticParts('.')).filter(([name]) => name.startsWith('bash/'));
  const functions = new Set(
    parts.flatMap(([, text]) => [...text.matchAll(/^(\w+)\(\) \{/gm)].map(([, name]) => name)),
  );
  const calls = parts.flatMap(([, text]) => [...text.matchAll(/^(.*)\bhook (\w+)(.*)$/gm)]);
  expect(calls.length).toBeGreaterThan(20);
  expect(calls.filter(([, , name]) => !functions.has(name)).map(([line]) => line)).toEqual([]);
  expect(
    calls.filter(([line]) => /(?:\\|\b(?:then|do|else)|[{(])$|^\s*(?:if|while|until|for|#) ?/.test(line)),
  ).toEqual([]);
});

test.each([
  ['x.bash', 'a={{{bash x}}}', 'a triple-stash'],
  ['x.bash', 'a={{x}}', 'a bare {{x}}'],
  ['x.bash', '"{{bash x}}"', 'bash must be a whole word'],
  ['x.bash', "'a'{{bash x}}", 'bash must be a whole word'],
  ['x.bash', 'a={{bash x}}b', 'bash must be a whole word'],
  ['x.bash', '" {{bash x}} "', 'bash must be a whole word'],
  ['x.bash', '${{bash x}}', 'bash must be a whole word'],
  ['x.systemd', 'A={{bash x}}', 'bash is not for systemd'],
  ['x.cron', '{{systemdArg x}}', 'systemdArg is not for cron'],
  ['x.bash', '{{bash}}', 'bash has no value'],
  ['x.bash', '{{nonsense x}}', '{{nonsense}} is no helper'],
  ['x.bash', '{{bash (bash x)}}', 'a helper inside a helper'],
  ['x.bash', '{{bash ../x}}', 'bash takes plain paths only'],
  ['x.bash', '{{bash @key}}', 'bash takes plain paths only'],
  ['x.bash', '{{#with x}}{{/with}}', 'a block {{#with}}'],
  ['x.bash', '{{#if (bash x)}}{{/if}}', 'a block on something else than a plain path'],
  ['x.bash', '{{> (bash x)}}', 'a partial whose name is computed'],
  ['x.bash', '  {{> x}}', 'a partial that is indented or has arguments'],
  ['x.bash', '{{> x y}}', 'a partial that is indented or has arguments'],
  ['x.bash', '{{#> x}}{{/x}}', 'a partial block'],
])('%s: %s is refused', (name, source, message) => {
  expect(lintTemplate(name, source).map((finding) => finding.message)).toContain(message);
});

test('the compiler knows the very helpers that there are', () => {
  expect(HELPER_NAMES.toSorted()).toEqual([...Object.keys(helpers), 'static'].toSorted());
});

/** Every path of a view, in the notation of templatePaths. */
function viewPaths(view: unknown, base = ''): Set<string> {
  const found = new Set<string>();
  for (const [key, value] of Object.entries(view as object)) {
    found.add(base + key);
    const items = Array.isArray(value) ? value.filter((item) => typeof item === 'object') : [];
    for (const item of items) for (const path of viewPaths(item, `${base}${key}[].`)) found.add(path);
  }
  return found;
}

const rich = {
  description: 'x', reopen_signal: 'HUP', cleanup: [{ path: '/srv/app/tmp', older_than: '1h' }], preflight: '/bin/true',
  health_check: { tcp: '127.0.0.1:1' }, working_directory: '/srv', environment: { A: 'b' },
  metrics: { directory: '/srv/prom' }, alerts: { slack: { url_file: '/etc/a.url' } },
}; // prettier-ignore
const plans = planBundle(
  sample({
    services: {
      a: { ...rich, schedule: [{ cron: '@daily', when: { load_below: 1 } }] },
      b: { ...rich, scheduler: 'systemd' },
    },
  }),
);
const [byCron, bySystemd] = plans.services as [(typeof plans.services)[0], (typeof plans.services)[0]];
const [timer] = bySystemd.timers as [(typeof bySystemd.timers)[0]];

const { config: managed } = parseConfig({
  services: {
    c: {
      manager: 'systemd', command: '/opt/app/c', hardening: 'strict', user: 'app', group: 'app', type: 'forking',
      pid_file: '/run/c/c.pid', environment_file: '/etc/c.env', working_directory: '/opt/app',
    },
  },
}); // prettier-ignore
const [byUnit] = planBundle(managed!).services as [(typeof plans.services)[0]];

const { config: inCluster } = parseConfig({
  services: {
    d: { description: 'x', manager: 'kubernetes', workload: 'deployment/d', schedule: '@daily' },
  },
});
const { workloads } = planBundle(inCluster!, ['kubernetes']);
const [byCronJob] = workloads as [(typeof workloads)[0]];

test.each([
  ['kubernetes/workload.yaml', workloadView(byCronJob)],
  ['ansible/static.ansible', { file: 'ansible/install.yml' }],
  ['ansible/vars.ansible', variablesView(plans, [{ path: 'a/b', mode: 0o644 }])],
  ['systemd/service.systemd', unitView(byUnit, byUnit.unit!)],
  ['cron/cron-d.cron', cronView(byCron)],
  ['cron/fragment.crontab', crontabView(byCron)],
  ['logrotate/logrotate.logrotate', logrotateView(byCron)],
  ['systemd/oneshot.systemd', oneshotView(bySystemd, timer)],
  ['systemd/timer.systemd', timerView(bySystemd, timer)],
  ['rehearsal/rehearsal.bats', rehearsalView(byCron)],
  ['restart.bash', scriptView(byCron)],
  ['install.bash', installView(plans)],
  ['runbook/runbook.markdown', runbookView({ ...plans, workloads })],
  ['monitoring/alerts.prometheus', rulesView(plans)],
  ['monitoring/dashboard.dashboard', dashboardView(plans)],
])('%s uses what its view has, and its view has no more', (name, view) => {
  const used = templatePaths(sources[name]!, sources);
  const setting = /^settings\[\]\.(?:kind|value|paths)$/;
  expect([...viewPaths(view)].filter((path) => !setting.test(path)).toSorted()).toEqual([...used].toSorted());
});

test('a helper throws on what is not of its kind', () => {
  const wrong: readonly unknown[] = [undefined, null, {}, [undefined], Number.NaN, true, () => 'x'];
  for (const [name, { run }] of Object.entries(helpers)) {
    if (name === 'json') continue;
    for (const value of wrong) expect(() => run(value, value), name).toThrow();
  }
});
