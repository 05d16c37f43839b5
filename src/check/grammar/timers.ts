import type { TimerPlan } from '../../plan/plan.ts';
import { type Directive, readExec, readUnit } from './systemd.ts';

const ONESHOT = [
  'Unit.Description', 'Service.Type', 'Service.ExecStart', 'Service.SuccessExitStatus', 'Service.KillMode',
  'Service.TimeoutStartSec', 'Service.IgnoreSIGPIPE',
]; // prettier-ignore
const TIMER = [
  'Unit.Description', 'Timer.OnCalendar', 'Timer.OnActiveSec', 'Timer.OnUnitActiveSec', 'Timer.AccuracySec',
  'Timer.Persistent', 'Install.WantedBy',
]; // prettier-ignore

function values(directives: readonly Directive[], name: string): string[] {
  return directives.filter(({ section, key }) => `${section}.${key}` === name).map(({ value }) => value);
}

function unknown(directives: readonly Directive[], known: readonly string[]): string | undefined {
  const stranger = directives.find(({ section, key }) => !known.includes(`${section}.${key}`));
  return stranger === undefined ? undefined : `${stranger.section}.${stranger.key} does not belong here`;
}

/** Milliseconds of what we write as a span. */
export function readSpan(text: string | undefined): number {
  const [, count, unit] = /^(\d+)(s|ms)$/.exec(text ?? '') ?? [];
  return Number(count) * (unit === 's' ? 1000 : 1);
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What a oneshot service says differently from the plan. */
export function compareOneshot(content: string, timer: TimerPlan): string | undefined {
  const unit = readUnit(content);
  const exec = values(unit, 'Service.ExecStart');
  if (exec.length !== 1 || !same(readExec(exec[0]!), timer.command))
    return 'ExecStart= is not the command of the plan';
  const [timeout, ...others] = values(unit, 'Service.TimeoutStartSec');
  if (others.length > 0 || readSpan(timeout) !== timer.timeoutMs)
    return 'TimeoutStartSec= is not that of the plan';
  if (!same(values(unit, 'Service.Type'), ['oneshot'])) return 'Type= is not oneshot';
  return unknown(unit, ONESHOT);
}

/** What a timer says differently from the plan. */
export function compareTimer(content: string, timer: TimerPlan): string | undefined {
  const unit = readUnit(content);
  if (!same(values(unit, 'Timer.OnCalendar'), timer.onCalendar)) return 'OnCalendar= is not that of the plan';
  const spans = ['Timer.OnActiveSec', 'Timer.OnUnitActiveSec'].flatMap((name) =>
    values(unit, name).map(readSpan),
  );
  const meant = timer.everyMs === undefined ? [] : [timer.everyMs, timer.everyMs];
  if (!same(spans, meant)) return 'the interval is not that of the plan';
  if (!same(values(unit, 'Install.WantedBy'), ['timers.target'])) return 'WantedBy= is not timers.target';
  return unknown(unit, TIMER);
}
