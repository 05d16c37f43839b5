import { existsSync } from 'node:fs';
import type { Artifact } from '../render/artifact.ts';
import type { Checker } from './checker.ts';
import type { CheckResult } from './result.ts';
import { findTool, runTool } from './tools.ts';
import { failed, missing, passed } from './verdict.ts';

const name = 'systemd-calendar';

interface Calendar {
  readonly unit: Artifact;
  readonly line: number;
  readonly value: string;
}

function calendarsOf(unit: Artifact): readonly Calendar[] {
  const lines = unit.content.split('\n').entries();
  return [...lines].flatMap(([index, text]) => {
    const [, value] = /^OnCalendar=(.+)$/.exec(text) ?? [];
    return value === undefined ? [] : [{ unit, line: index + 1, value }];
  });
}

/** What the tool says of each value, in order: nothing when it is right. */
function readAnswers(values: readonly string[], stdout: string, stderr: string): ReadonlyMap<string, string> {
  const wrong = new Map<string, string>();
  for (const [, value, why] of stderr.matchAll(/^Failed to parse calendar specification '(.*)': (.*)$/gm)) {
    wrong.set(value!, `systemd cannot read it: ${why}`);
  }
  const blocks = stdout.split(/\n{2,}/).filter((block) => block.includes('Normalized form:'));
  const right = values.filter((value) => !wrong.has(value));
  for (const [index, value] of right.entries()) {
    const block = blocks[index];
    if (block === undefined) wrong.set(value, 'systemd says nothing of it');
    else if (/Next elapse: never/.test(block)) wrong.set(value, 'it never comes');
  }
  return wrong;
}

/** A zone's data may be missing on this machine, which says nothing of the unit. */
function unknownZone(value: string): string | undefined {
  const [, zone] = / ([A-Z][A-Za-z_+-]*(?:\/[A-Za-z0-9_+/-]+)+)$/.exec(value) ?? [];
  return zone !== undefined && !existsSync(`/usr/share/zoneinfo/${zone}`) ? zone : undefined;
}

function judge(
  unit: Artifact,
  calendars: readonly Calendar[],
  wrong: ReadonlyMap<string, string>,
): CheckResult[] {
  const results = calendars.flatMap(({ value, line }): CheckResult[] => {
    const zone = unknownZone(value);
    if (zone !== undefined) {
      return [...missing(name, [unit], `the zone ${zone} is not known here: install the package tzdata`)];
    }
    const why = wrong.get(value);
    return why === undefined ? [] : [failed(name, unit, `OnCalendar=${value}: ${why}`, line)];
  });
  return results.length > 0 ? results : [passed(name, unit)];
}

/** `systemd-analyze calendar` of each distinct OnCalendar= value, in one call. */
export const systemdCalendar: Checker = {
  name,
  async run(bundle, options) {
    const timers = bundle.artifacts.filter(
      ({ language, path }) => language === 'systemd' && path.endsWith('.timer'),
    );
    const calendars = timers.map((unit) => calendarsOf(unit));
    const units = timers.filter((_, index) => calendars[index]!.length > 0);
    if (units.length === 0) return [];
    const tool = findTool('systemd-analyze', options.environment);
    if (tool === undefined) {
      return missing(name, units, 'systemd-analyze is not on PATH: install the package systemd');
    }
    const values = [...new Set(calendars.flat().map(({ value }) => value))];
    const run = await runTool(tool, ['calendar', '--', ...values], options);
    if (run.status === undefined)
      return missing(name, units, `systemd-analyze does not work here: ${run.broken}`);
    const wrong = readAnswers(values, run.stdout, run.stderr);
    return timers.flatMap((unit, index) =>
      calendars[index]!.length > 0 ? judge(unit, calendars[index]!, wrong) : [],
    );
  },
};
