import type { CheckResult } from '../check/result.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no way to write most control characters, so they become a question mark. */
function attribute(name: string, value: string | number): string {
  // oxlint-disable-next-line no-control-regex
  const allowed = String(value).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '?');
  const text = allowed
    .replace(/[&<>"]/g, (char) => ENTITIES[char]!)
    .replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`);
  return ` ${name}="${text}"`;
}

function testcase(result: CheckResult): string {
  const { checker, artifact, status, message, line } = result;
  const name = line === undefined ? artifact : `${artifact}:${line}`;
  const open = `    <testcase${attribute('classname', checker)}${attribute('name', name || 'bundle')}`;
  if (status === 'passed') return `${open}/>`;
  const kind = status === 'failed' ? 'failure' : 'skipped';
  return `${open}>\n      <${kind}${attribute('message', message)}/>\n    </testcase>`;
}

function totals(results: readonly CheckResult[]): string {
  const count = (status: CheckResult['status']) =>
    results.filter((result) => result.status === status).length;
  return (
    attribute('tests', results.length) +
    attribute('failures', count('failed')) +
    attribute('errors', 0) +
    attribute('skipped', count('skipped'))
  );
}

/** JUnit's XML as CI systems read it: a suite a checker, a test case a result. */
export function junitReport(results: readonly CheckResult[]): string {
  const suites = [...new Set(results.map(({ checker }) => checker))].map((checker) => {
    const own = results.filter((result) => result.checker === checker);
    const cases = own.map(testcase).join('\n');
    return `  <testsuite${attribute('name', checker)}${totals(own)}>\n${cases}\n  </testsuite>\n`;
  });
  const open = `<testsuites${attribute('name', 'saikido check')}${totals(results)}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${open}\n${suites.join('')}</testsuites>\n`;
}
