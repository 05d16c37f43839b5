import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { proveArtifacts } from '../../../src/check/grammar/prove.ts';
import { comparePromql } from '../../../src/check/grammar/promql.ts';
import { planBundle } from '../../../src/plan/build.ts';
import { frames } from '../../../src/render/frames.ts';
import { renderBundle } from '../../../src/render/render.ts';
import { sample } from '../../plan/sample.ts';

const plan = planBundle(
  sample({
    services: {
      worker: { metrics: { directory: '/srv/prom' } },
      other: {},
      api: { metrics: { directory: '/srv/prom' } },
    },
  }),
);
const artifacts = renderBundle(plan);

/** What the proof says of one file with one change in it. */
function blame(path: string, from: string | RegExp, to: string): string {
  const changed = artifacts.map((artifact) =>
    artifact.path === path ? { ...artifact, content: artifact.content.replace(from, () => to) } : artifact,
  );
  expect(changed).not.toEqual(artifacts);
  return proveArtifacts(plan, changed, frames)
    .filter(({ artifact, status }) => artifact === path && status === 'failed')
    .map(({ message }) => message)
    .join('\n');
}

test('what was rendered is proven', () => {
  const results = proveArtifacts(plan, artifacts, frames).filter(({ artifact }) =>
    artifact.startsWith('monitoring/'),
  );
  expect(results.map(({ status, message }) => [status, message])).toEqual([
    ['passed', ''],
    ['passed', ''],
  ]);
});

const rules = 'monitoring/saikido-alerts.yaml';
const dashboard = 'monitoring/saikido-dashboard.json';

test.each([
  [rules, 'groups:\n', '', 'groups: is missing'],
  [rules, 'saikido-api', 'saikido-worker', 'SaikidoRestartFailed of api is not what is meant'],
  [rules, '"SaikidoRestartFailed"', 'SaikidoRestartFailed', 'alert is missing'],
  [rules, /( +- alert: [^]*?)(?= +- alert)/, '', '11 rules where 12 are meant'],
  [rules, 'severity: "critical"', 'severity: "info"', 'SaikidoRestartFailed of api is not what is meant'],
  [rules, 'for: "5m"', 'for: "50m"', 'SaikidoOverdue of api is not what is meant'],
  [rules, '        for: "5m"\n', '', 'SaikidoOverdue of api is not what is meant'],
  [rules, '> 67108864', '> 67108864 or vector(1)', 'SaikidoMemoryNotFreed of api is not what is meant'],
  [rules, '        labels:\n', '', 'labels: is missing'],
  [rules, '    rules:\n', '', 'has no rules'],
  [rules, 'runbook: "', 'runbook: "x" "', 'JSON'],
  [rules, /\n$/, '\nmore: 1\n', 'alert is missing'],
  [rules, /\n$/, '', 'the final newline is missing'],
  [dashboard, plan.digest, '0', 'the digest of the config is missing'],
  [dashboard, '"saikido-restarts"', '"other"', 'its uid is other'],
  [dashboard, '"name": "instance"', '"name": "host"', 'its variables are'],
  [dashboard, 'saikido_paused{', 'saikido_pawsed{', 'no such metric: saikido_pawsed'],
  [dashboard, 'saikido_paused{service', 'saikido_paused{servus', 'has no label'],
  [dashboard, '"id": 2', '"id": 1', 'has the number or the place'],
  [dashboard, '"x": 6', '"x": 5', 'has the number or the place'],
  [dashboard, '"w": 6', '"w": 25', 'wider than the grid'],
  [dashboard, /"uid": "\$\{datasource\}"/, '"uid": "mine"', ''],
  [dashboard, '{', '{,', 'JSON'],
])('a changed %s is refused (%#)', (path, from, to, message) => {
  expect(blame(path, from, to)).toContain(message);
});

test('the metrics that may be asked for are those that the script writes', () => {
  const text = readFileSync('templates/bash/metrics-text.bash', 'utf8');
  const written = [...text.matchAll(/\bfamily ([a-z_]+) (counter|gauge) '[^']+'$/gm)].map(
    ([, name = '']) => name,
  );
  expect(written).toHaveLength(14);
  for (const name of written) expect(comparePromql(`saikido_${name}{service="x"}`)).toBeUndefined();
  const source = readFileSync('src/check/grammar/promql.ts', 'utf8');
  const known = [...source.matchAll(/^ {2}([a-z_]+): \[/gm)].map(([, name = '']) => name);
  expect(new Set(known)).toEqual(new Set(written));
});

test.each([
  'sum(saikido_paused',
  'up == 0',
  'saikido_paused)(',
  'saikido_kills_total{outcome="x"}',
  'saikido_paused{service=worker}',
])('%s is refused', (expr) => {
  expect(comparePromql(expr)).toBeDefined();
});
