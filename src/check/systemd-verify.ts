import path from 'node:path';
import type { Artifact } from '../render/artifact.ts';
import type { BundleView, Checker, CheckOptions } from './checker.ts';
import type { CheckResult } from './result.ts';
import { findTool, runTool } from './tools.ts';
import { failed, missing, passed } from './verdict.ts';

const name = 'systemd-verify';
const USER_UNITS = '/.config/systemd/user/';

/** Lines of the tool's output that speak of this unit: `worker.service: …` and `/…/worker.service:4: …`. */
function findings(output: readonly string[], unit: string) {
  return output.flatMap((text) => {
    const start = text.startsWith(`${unit}:`) ? 0 : text.indexOf(`/${unit}:`) + 1;
    if (start === 0 && !text.startsWith(`${unit}:`)) return [];
    const [, line, message] = /^:(?:(\d+):)? *(.*)$/.exec(text.slice(start + unit.length)) ?? [];
    return [{ message: message ?? text, line: line === undefined ? undefined : Number(line) }];
  });
}

/** The program of a generated unit lies on the server alone; the script that a oneshot starts lies in the bundle. */
function isElsewhere(unit: Artifact, message: string): boolean {
  return /^Command \S.* is not executable: /.test(message) && !/^Type=oneshot$/m.test(unit.content);
}

/** Advice on a name that the config gives: the unit does what it says. */
const ADVICE = /^Special user nobody configured, this is not safe!$/;

async function verify(
  tool: string,
  units: readonly Artifact[],
  user: boolean,
  bundle: BundleView,
  options: CheckOptions,
): Promise<readonly CheckResult[]> {
  if (units.length === 0) return [];
  const root = path.join(bundle.folder, 'root');
  const names = units.map((unit) => path.posix.basename(unit.path));
  const where = user ? ['--user'] : [`--root=${root}`];
  const variables = user ? { HOME: root, XDG_RUNTIME_DIR: bundle.folder } : {};
  const args = [...where, '--recursive-errors=no', '--man=no', 'verify', ...names];
  const run = await runTool(tool, args, { ...options, variables });
  const output = run.stderr.split('\n').filter((text) => text !== '');
  const told = units.map((unit, index) => ({ unit, found: findings(output, names[index]!) }));
  const results = told.flatMap(({ unit, found }) =>
    found
      .filter(({ message }) => !isElsewhere(unit, message) && !ADVICE.test(message))
      .map(({ message, line }) => failed(name, unit, message, line)),
  );
  if (run.status !== 0 && told.every(({ found }) => found.length === 0)) {
    const why = run.broken ?? output[0] ?? `exit status ${run.status}`;
    return missing(name, units, `systemd-analyze does not work here: ${why}`);
  }
  const found = new Set(results.map(({ artifact }) => artifact));
  return [...results, ...units.filter((unit) => !found.has(unit.path)).map((unit) => passed(name, unit))];
}

/** `systemd-analyze verify` with the bundle as the root: it exits 0 on unknown keys, so every line about a unit counts. */
export const systemdVerify: Checker = {
  name,
  async run(bundle, options) {
    const units = bundle.artifacts.filter(({ language }) => language === 'systemd');
    if (units.length === 0) return [];
    const tool = findTool('systemd-analyze', options.environment);
    if (tool === undefined) {
      return missing(name, units, 'systemd-analyze is not on PATH: install the package systemd');
    }
    const isUser = (unit: Artifact) => unit.path.includes(USER_UNITS);
    const results = await Promise.all([
      verify(
        tool,
        units.filter((unit) => !isUser(unit)),
        false,
        bundle,
        options,
      ),
      verify(tool, units.filter(isUser), true, bundle, options),
    ]);
    return results.flat();
  },
};
