import type { CronLine } from '../../plan/plan.ts';
import { readShellWords } from './shell-words.ts';

const VARIABLES = /^(SHELL|PATH|MAILTO|CRON_TZ)=([A-Za-z0-9_./:@+,-]+)$/;
/** As cronie has it: from here on the time of the host counts. */
const NO_ZONE = 'CRON_TZ=""';
const JOB = /^(@[a-z]+|(?:[A-Za-z0-9*,/-]+ ){4}[A-Za-z0-9*,/-]+) (.+)$/;

interface Job {
  readonly when: string;
  readonly user?: string;
  readonly command: readonly string[];
  readonly timezone?: string;
}

/** An unescaped `%` ends the command for cron; an escaped one is a plain one. */
function readCommand(text: string): string[] {
  if (/(?<!\\)%/.test(text)) throw new Error('an unescaped % in a command');
  return readShellWords(text.replaceAll('\\%', '%'));
}

function readJob(line: string, withUser: boolean, timezone: string | undefined): Job {
  const [, when, rest] = JOB.exec(line) ?? [];
  if (when === undefined || rest === undefined) throw new Error(`not a crontab line: ${line.slice(0, 60)}`);
  if (line.length > 990) throw new Error('a line is too long for cron');
  const zone = timezone === undefined ? {} : { timezone };
  if (!withUser) return { when, command: readCommand(rest), ...zone };
  const [, user, command] = /^([a-z_][a-z0-9_-]*) (.+)$/.exec(rest) ?? [];
  if (user === undefined || command === undefined) throw new Error('the user of a job is missing');
  return { when, user, command: readCommand(command), ...zone };
}

/** Reads a crontab as strictly as no cron does: comments, known variables and jobs, nothing else. */
function readCrontab(content: string, withUser: boolean): Job[] {
  const jobs: Job[] = [];
  let timezone: string | undefined;
  if (!content.endsWith('\n')) throw new Error('the final newline is missing: cron would ignore the file');
  for (const line of content.slice(0, -1).split('\n')) {
    const [, name, value] = VARIABLES.exec(line) ?? [];
    if (name === 'CRON_TZ') timezone = value;
    else if (line === NO_ZONE) timezone = undefined;
    else if (name === undefined && line !== '' && !line.startsWith('#'))
      jobs.push(readJob(line, withUser, timezone));
  }
  return jobs;
}

/** What a crontab says differently from the plan. */
export function compareCrontab(
  content: string,
  lines: readonly CronLine[],
  user?: string,
): string | undefined {
  const read = readCrontab(content, user !== undefined);
  const meant = lines.map(({ when, command, timezone }) => ({
    when: when
      .trim()
      .split(/[ \t]+/)
      .join(' '),
    ...(user === undefined ? {} : { user }),
    command,
    ...(timezone === undefined ? {} : { timezone }),
  }));
  return JSON.stringify(read) === JSON.stringify(meant) ? undefined : 'the jobs are not those of the plan';
}
