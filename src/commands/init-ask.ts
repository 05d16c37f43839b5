import { sentence } from '../ui/messages.ts';
import type { Draft } from '../wizard/draft.ts';
import { applyFlags } from '../wizard/flag-answers.ts';
import { listProcesses, type RunningProcess } from '../wizard/processes.ts';
import { adopt } from '../wizard/start.ts';
import { paint, wrapped } from '../wizard/theme.ts';
import { runWizard, type Setting } from '../wizard/wizard.ts';
import { demonstrationCommand } from './demonstration.ts';
import { answerProblems, flagProblems } from './init-problems.ts';
import { isRoot, type Answered, type InitFlags, type Refused } from './init-start.ts';
import { nextRunsInWords } from './next-runs.ts';

function intro({ config, out }: InitFlags): string {
  const how = [
    `Answers go to ${config}, files to ${out}.`,
    'Enter takes what is marked or grey. Ctrl-C leaves, and nothing is written.',
  ];
  const lines = [
    ...wrapped('Some questions about one service, then everything its restarts need.', ''),
    ...how.flatMap((line) => wrapped(line, '')).map((line) => paint('dim', line)),
  ];
  return `${lines.join('\n')}\n\n`;
}

function tell(text: string): void {
  const lines = wrapped(`  ${text}`).map((line) => paint('dim', line));
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Asks until the whole config holds: some rules between services are known only at the end; then no flag counts. */
export async function askAll(
  start: Draft,
  flags: InitFlags,
  from: RunningProcess | undefined,
): Promise<Answered | Refused> {
  const demonstration = demonstrationCommand();
  const around = { sentence, nextRuns: nextRunsInWords, processes: listProcesses, demonstration, tell };
  const prepare = (draft: Draft) => applyFlags(from === undefined ? draft : adopt(draft, from), flags);
  const wrongFlags = flagProblems(prepare(start), flags);
  if (wrongFlags.length > 0) return wrongFlags;
  process.stdout.write(intro(flags));
  let setting: Setting = { flags, around, isRoot: isRoot(), prepare, ...(from && { from }) };
  for (let draft = start; ;) {
    const chosen = await runWizard(draft, setting);
    const wrong = answerProblems(chosen.draft, flags);
    if (wrong.length === 0) return chosen;
    process.stderr.write(`${wrong.join('\n')}\n`);
    draft = chosen.draft;
    setting = { flags: {}, around, isRoot: isRoot(), prepare: (again) => again };
  }
}
