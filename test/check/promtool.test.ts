import { expect, test } from 'vitest';
import { artifact, check, NO_TOOLS } from './sample.ts';

const rules = (expr: string, path = 'monitoring/rules.yaml') =>
  artifact(path, 'prometheus', [
    'groups:',
    '  - name: "a group"',
    '    rules:',
    '      - alert: "Late"',
    `        expr: ${JSON.stringify(expr)}`,
  ]);

test('passes rules that Prometheus reads', async () => {
  expect(await check('promtool', [rules('time() - last > 60')])).toEqual([
    { checker: 'promtool', artifact: 'monitoring/rules.yaml', status: 'passed', message: '' },
  ]);
});

test.each([
  ['an expression that does not parse', rules('time( - 1'), /parse error/],
  ['a label that does not match', rules('a > ignoring b'), /parse error/],
  ['a file that is no YAML', artifact('monitoring/x.yaml', 'prometheus', ['groups: [']), /yaml/],
  ['an unknown key', artifact('monitoring/x.yaml', 'prometheus', ['groups: []', 'gruops: []']), /gruops/],
])('refuses %s', async (_, bad, message) => {
  const [result, ...others] = await check('promtool', [bad]);
  expect(others).toEqual([]);
  expect(result).toMatchObject({ status: 'failed', message: expect.stringMatching(message) });
});

test('without promtool it is skipped, never passed', async () => {
  const [result] = await check('promtool', [rules('1')], NO_TOOLS);
  expect(result).toMatchObject({
    status: 'skipped',
    message: expect.stringMatching(/the package prometheus$/),
  });
});
