import { parseConfig } from '../config/parse.ts';
import type { Problem } from '../problem.ts';
import { sentence } from '../ui/messages.ts';
import { valueAt, writtenConfig, type Draft } from '../wizard/draft.ts';
import { applyFlags, pathOf, typed, type FlagValues } from '../wizard/flag-answers.ts';
import { answerFlags } from '../wizard/flags.ts';
import { showsCommand } from '../wizard/adopt.ts';
import { kindOfDraft } from '../wizard/manager.ts';
import { findProcess, listProcesses, type RunningProcess } from '../wizard/processes.ts';
import { adopt, named, servicesOf, withDefaults } from '../wizard/start.ts';
import { quoteWord } from '../wizard/tree.ts';
import { paint, wrapped } from '../wizard/theme.ts';
import { runWizard, type Setting } from '../wizard/wizard.ts';
import { demonstrationCommand } from './demonstration.ts';
import { chooseService, emptyDraft, errors, isRoot, type InitFlags, type Refused } from './init-start.ts';
import { nextRunsInWords } from './next-runs.ts';

export interface Answered {
  readonly draft: Draft;
  /** The running process that it was taken from. */
  readonly from?: RunningProcess;
}

/** A problem of the answers, with the flag that it came from. */
function answerLine(problem: Problem, draft: Draft, flags: FlagValues): string {
  const path = problem.path.slice(2).join('.');
  const inService = problem.path[0] === 'services' && problem.path[1] === draft.name;
  const flag = answerFlags.find((candidate) => {
    const own = pathOf(candidate).join('.');
    return inService && (path === own || path.startsWith(`${own}.`)) && typed(flags, candidate) !== undefined;
  });
  return `saikido: ${flag === undefined ? '' : `--${flag.name}: `}${sentence(problem)}`;
}

function answerProblems(draft: Draft, flags: FlagValues): string[] {
  return errors(parseConfig(writtenConfig(draft)).problems).map((problem) =>
    answerLine(problem, draft, flags),
  );
}

/** Nobody said what is to be restarted. */
function lacksProcess(draft: Draft): boolean {
  const kind = kindOfDraft(draft);
  return (kind === 'pidfile' || kind === undefined) && valueAt(draft, ['command']) === undefined;
}

/** Nobody is asked: flags, then what is there, then the defaults. */
function takeDefaults(start: Draft, flags: InitFlags, from: RunningProcess | undefined): Answered | Refused {
  const isNew = !servicesOf(start).includes(start.name);
  const said = applyFlags(from === undefined ? start : adopt(start, from), flags);
  const lacks = isNew && lacksProcess(said);
  const complete = lacks ? { ...said, service: { ...said.service, command: demonstrationCommand() } } : said;
  const draft = isNew ? applyFlags(withDefaults(named(complete)), flags) : complete;
  const why = flags.yes === true ? '--yes' : 'no terminal';
  process.stderr.write(`saikido: ${why}: nothing is asked, the flags and the defaults count\n`);
  if (lacks)
    process.stderr.write('saikido: no --command: taking the demonstration service that comes with Saikido\n');
  if (from !== undefined && !showsCommand(from) && flags['command'] === undefined) {
    return [`saikido: --from-pid: PID ${from.pid} does not show its arguments: give them with --command`];
  }
  if (from?.unit !== undefined && kindOfDraft(draft) !== 'unit') {
    const unit = quoteWord(from.unit);
    const way = `--unit ${unit} without --from-pid makes a script for the unit`;
    process.stderr.write(
      `saikido: PID ${from.pid} belongs to systemd's ${unit}, which may start it again; ${way}\n`,
    );
  }
  const wrong = answerProblems(draft, flags);
  if (wrong.length > 0) return wrong;
  return from === undefined ? { draft } : { draft, from };
}

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

/** Asks until the whole config holds: some rules between services are known only at the end. */
async function askAll(start: Draft, flags: InitFlags, from: RunningProcess | undefined): Promise<Answered> {
  const demonstration = demonstrationCommand();
  const tell = (text: string) =>
    process.stdout.write(
      `${wrapped(`  ${text}`)
        .map((line) => paint('dim', line))
        .join('\n')}\n`,
    );
  const around = { sentence, nextRuns: nextRunsInWords, processes: listProcesses, demonstration, tell };
  const prepare = (draft: Draft) => applyFlags(from === undefined ? draft : adopt(draft, from), flags);
  const setting: Setting = { flags, around, isRoot: isRoot(), prepare, ...(from && { from }) };
  process.stdout.write(intro(flags));
  for (let draft = start; ;) {
    const chosen = await runWizard(draft, setting);
    const wrong = answerProblems(chosen.draft, flags);
    if (wrong.length === 0) return chosen;
    process.stderr.write(`${wrong.join('\n')}\n`);
    draft = chosen.draft;
  }
}

/** The answers: of a person where there is a terminal, else of the flags and the defaults. */
export async function collectAnswers(flags: InitFlags): Promise<Answered | Refused> {
  const asks = flags.yes !== true && process.stdin.isTTY && process.stdout.isTTY;
  const pid = flags.from_pid;
  const from = pid !== undefined && /^\d{1,9}$/.test(pid) ? findProcess(Number(pid)) : undefined;
  if (pid !== undefined && from === undefined) return [`saikido: --from-pid: no process has the PID ${pid}`];
  const empty = emptyDraft(flags);
  if ('length' in empty) return empty;
  const start = chooseService(empty, flags, asks);
  if ('length' in start) return start;
  return asks ? askAll(start, flags, from) : takeDefaults(start, flags, from);
}
