import type { AlertRule, Plan } from '../../plan/plan.ts';
import { comparePromql } from './promql.ts';

interface ReadRule {
  readonly group: string;
  readonly name: string;
  readonly expr: string;
  readonly for: string;
  readonly severity: string;
  readonly service: string;
  readonly summary: string;
  readonly description: string;
  readonly runbook: string;
}

/** The keys of a rule in their order, with what stands before each; `for` may be missing. */
const KEYS: readonly (readonly [indent: string, key: string])[] = [
  ['      - ', 'alert'],
  ['        ', 'expr'],
  ['        ', 'for'],
  ['          ', 'severity'],
  ['          ', 'service'],
  ['          ', 'summary'],
  ['          ', 'description'],
  ['          ', 'runbook'],
];
/** Lines without a value, by the key that they stand before. */
const HEADS: Readonly<Record<string, string>> = {
  severity: '        labels:',
  summary: '        annotations:',
};

/** A value is always a string of JSON, which is one of YAML, too. */
function value(line: string, start: string): string | undefined {
  if (!line.startsWith(`${start}: "`)) return undefined;
  return JSON.parse(line.slice(start.length + 2)) as string;
}

function readRule(lines: string[], group: string): ReadRule {
  const read: Record<string, string> = { for: '' };
  for (const [indent, key] of KEYS) {
    const head = HEADS[key];
    if (head !== undefined && lines.shift() !== head) throw new Error(`${head.trim()} is missing`);
    const text = value(lines[0] ?? '', `${indent}${key}`);
    if (text === undefined && key !== 'for') throw new Error(`${key} is missing: ${lines[0]?.slice(0, 60)}`);
    if (text === undefined) continue;
    read[key] = text;
    lines.shift();
  }
  return { ...read, name: read['alert'], group } as unknown as ReadRule;
}

/** Reads a file of rules of ours; throws for every line that is not one of the template. */
function readRules(content: string): ReadRule[] {
  const lines = content.split('\n').filter((line) => !line.startsWith('#'));
  if (lines.pop() !== '' || lines.shift() !== 'groups:') throw new Error('groups: is missing');
  const rules: ReadRule[] = [];
  let group = '';
  while (lines.length > 0) {
    const name = value(lines[0]!, '  - name');
    if (name === undefined) rules.push(readRule(lines, group));
    else {
      group = name;
      if (lines.splice(0, 2)[1] !== '    rules:') throw new Error(`${group} has no rules`);
    }
  }
  return rules;
}

const UNITS: Readonly<Record<string, number>> = { '': 0, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function milliseconds(text: string): number {
  const [, count = '0', unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? [];
  return Number(count) * UNITS[unit]!;
}

function differs(read: ReadRule, service: string, rule: AlertRule): boolean {
  return (
    read.group !== `saikido-${service}` ||
    read.name !== rule.name ||
    read.expr !== rule.expr ||
    milliseconds(read.for) !== rule.forMs ||
    read.severity !== rule.severity ||
    read.service !== service ||
    read.summary !== `${service}: ${rule.summary}` ||
    read.description !== rule.description ||
    !read.runbook.endsWith(rule.remedy)
  );
}

/** What the file of rules says differently from the plan. */
export function compareRules(content: string, plan: Plan): string | undefined {
  const read = readRules(content);
  const services = plan.services.toSorted((a, b) => (a.service.name < b.service.name ? -1 : 1));
  const meant = services.flatMap(({ service, alertRules }) =>
    alertRules.map((rule) => ({ service: service.name, rule })),
  );
  if (read.length !== meant.length) return `${read.length} rules where ${meant.length} are meant`;
  for (const [index, { service, rule }] of meant.entries()) {
    if (differs(read[index]!, service, rule)) return `${rule.name} of ${service} is not what is meant`;
    const wrong = comparePromql(rule.expr);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
