import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse.ts';
import { planBundle } from '../../src/plan/build.ts';
import { renderBundle } from '../../src/render/render.ts';

const MANAGERS = {
  pidfile: { command: '/opt/app/run', pid_file: '/run/worker/worker.pid' },
  unit: { manager: 'systemd', unit: 'app.service' },
  generated: { manager: 'systemd', command: '/opt/app/run' },
  command: {
    manager: 'command',
    commands: { start: '/opt/app/start', stop: '/opt/app/stop', pid: '/opt/app/pid' },
  },
};

const PARTS = {
  nothing: {},
  'http here': { health_check: { http: 'http://127.0.0.1:8080/' } },
  'http elsewhere': { health_check: { http: 'http://example.com/' } },
  'tcp here': { health_check: { tcp: '[::1]:8080' } },
  'tcp elsewhere': { health_check: { tcp: 'example.com:8080' } },
  'a command': { health_check: { command: '/opt/app/is-healthy' } },
  preflight: { preflight: '/opt/app/check' },
  cleanup: { cleanup: [{ path: '/var/cache/app' }] },
  gates: {
    schedule: { cron: '@daily', when: { memory_above: '1G', load_below: 1, command: '/opt/app/is-idle' } },
  },
  jitter: { schedule: { cron: '@daily', jitter: '10m' } },
  samples: { schedule: [{ every: '5m', action: 'sample' }] },
  mail: { alerts: { email: { to: ['ops@example.com'] } } },
  webhook: { alerts: { on: ['success'], webhook: { url_file: '/etc/app/webhook.url' } } },
  metrics: { metrics: { directory: '/var/lib/metrics' } },
  syslog: { log: { syslog: true } },
};

const cases = Object.keys(MANAGERS).flatMap((manager) =>
  Object.keys(PARTS).map((part) => [manager, part] as const),
);

/** shellcheck, which check runs, would find them. */
test.each(cases)('the script of manager %s with %s has no setting that it does not use', (manager, part) => {
  const service = { ...MANAGERS[manager as keyof typeof MANAGERS], ...PARTS[part as keyof typeof PARTS] };
  const { config, problems } = parseConfig({ services: { worker: service } });
  expect(problems).toEqual([]);
  const plan = planBundle(config!);
  const [{ settings, files }] = plan.services as [(typeof plan.services)[0]];
  const script = renderBundle(plan).find(({ path }) => path === files.script.bundle)!;
  const body = script.content.split('# --- end of settings ---')[1]!;
  const idle = settings.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(body));
  expect(idle.map(({ name }) => name)).toEqual([]);
});
