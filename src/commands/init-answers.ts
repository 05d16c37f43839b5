import { showsCommand } from '../wizard/adopt.ts';
import { answerAt, type Draft } from '../wizard/draft.ts';
import { applyFlags } from '../wizard/flag-answers.ts';
import { kindOfDraft } from '../wizard/manager.ts';
import { findProcess, type RunningProcess } from '../wizard/processes.ts';
import { adopt, named, servicesOf, withDefaults } from '../wizard/start.ts';
import { quoteWord } from '../wizard/tree.ts';
import { demonstrationCommand } from './demonstration.ts';
import { askAll } from './init-ask.ts';
import { answerProblems } from './init-problems.ts';
import { chooseService, emptyDraft, type Answered, type InitFlags, type Refused } from './init-start.ts';

/** Nobody said what is to be restarted. */
function lacksProcess(draft: Draft): boolean {
  const kind = kindOfDraft(draft);
  return (kind === 'pidfile' || kind === undefined) && answerAt(draft, ['command']) === undefined;
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
