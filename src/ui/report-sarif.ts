import type { CheckResult } from '../check/result.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

function locations({ artifact, line, column }: CheckResult) {
  if (artifact === '') return {};
  const uri = artifact.split('/').map(encodeURIComponent).join('/');
  const region =
    line === undefined
      ? {}
      : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
  return { locations: [{ physicalLocation: { artifactLocation: { uri, uriBaseId: 'BUNDLE' }, ...region } }] };
}

/**
 * SARIF 2.1.0: each failed result is a finding, each skipped one a notification, since a finding is what a reader of
 * SARIF shows. Addresses are relative to the bundle's folder.
 */
export function sarifReport(results: readonly CheckResult[], version: string): string {
  const checkers = [...new Set(results.map(({ checker }) => checker))];
  const rules = checkers.map((id) => ({ id, shortDescription: { text: `saikido check: ${id}` } }));
  const findings = results
    .filter(({ status }) => status === 'failed')
    .map((result) => ({
      ruleId: result.checker,
      ruleIndex: checkers.indexOf(result.checker),
      level: 'error',
      message: { text: result.message },
      ...locations(result),
    }));
  const notifications = results
    .filter(({ status }) => status === 'skipped')
    .map((result) => ({
      associatedRule: { id: result.checker, index: checkers.indexOf(result.checker) },
      level: 'warning',
      message: { text: `skipped: ${result.message}` },
      ...locations(result),
    }));
  const run = {
    tool: { driver: { name: 'saikido', version, rules } },
    originalUriBaseIds: { BUNDLE: { description: { text: 'The folder of the generated bundle' } } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
    results: findings,
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
}
