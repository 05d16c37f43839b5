import { expect, test } from 'vitest';
import { planBundle } from '../../src/plan/build.ts';
import { renderBundle } from '../../src/render/render.ts';
import { sample } from './sample.ts';

const file = { url_file: '/etc/saikido/x.url' };
const TELLING = /^\+?(?:alert|metrics)/;

function planOf(service: object) {
  const plan = planBundle(sample({ services: { worker: service } }));
  const [{ parts, settings }] = plan.services as [(typeof plan.services)[0]];
  const names = settings
    .map(({ name }) => name)
    .filter((name) => /^(?:ALERT|MAIL|METRICS|.*_URL_FILE)/.test(name));
  return { plan, parts: parts.filter((part) => TELLING.test(part)), names };
}

const people = ['alerts', '+alert-choice', '+alert-text'];
const choice = ['ALERTS_ON', 'ALERTS_REPEAT'];

test.each([
  [{}, [], []],
  [{ metrics: { directory: '/srv/prom' } }, ['metrics', '+metrics-text'], ['METRICS_DIRECTORY']],
  [{ alerts: { ping: file } }, ['alerts', '+alert-url', '+alert-ping'], ['PING_URL_FILE']],
  [
    { alerts: { email: { to: ['a@example.com'] } } },
    [...people, '+alert-mail'],
    [...choice, 'MAIL_TO', 'MAIL_FROM'],
  ],
  [
    { alerts: { slack: file } },
    [...people, '+alert-url', '+alert-json', '+alert-slack'],
    [...choice, 'SLACK_URL_FILE'],
  ],
  [
    { alerts: { webhook: file } },
    [...people, '+alert-url', '+alert-json', '+alert-webhook'],
    [...choice, 'WEBHOOK_URL_FILE'],
  ],
])('%j: what is not configured is not in the script', (service, parts, names) => {
  const made = planOf(service);
  expect(made.parts).toEqual(parts);
  expect(made.names).toEqual(names);
});

test('without any, the script has no word of it', () => {
  const script = renderBundle(planOf({}).plan).find(({ language }) => language === 'bash')!.content;
  expect(script).not.toMatch(/^(?:send_alerts|write_metrics|tell_begin)\(\)/m);
  expect(script).not.toMatch(/\b(?:sendmail|METRIC|messenger)\b/);
});
