import inquirer from 'inquirer';
import type { RunningProcess } from './processes.ts';
import { textPrompt, type TextQuestion } from './text-prompt.ts';
import { printable, processRow } from './process-row.ts';
import { theme } from './theme.ts';

export interface Choice<T> {
  readonly value: T;
  readonly name: string;
  /** Stands for the answer once it is given. */
  readonly short?: string;
  /** Shown below the list while it is the one pointed at. */
  readonly description?: string;
}

/** `label\nhint`, as the theme takes it apart. */
export function labelled(label: string, hint = ''): string {
  return hint === '' ? label : `${label}\n${hint}`;
}

export async function askText(question: TextQuestion): Promise<string> {
  return textPrompt(question);
}

export async function askChoice<T>(message: string, choices: readonly Choice<T>[], preset: T): Promise<T> {
  const question = {
    type: 'select',
    name: 'answer',
    message,
    choices,
    default: preset,
    loop: false,
    pageSize: 9,
  };
  const answers = await inquirer.prompt([{ ...question, theme: theme() }] as never);
  return (answers as { answer: T }).answer;
}

export async function askYesNo(message: string, preset: boolean): Promise<boolean> {
  const question = { type: 'confirm', name: 'answer', message, default: preset, theme: theme() };
  const answers = await inquirer.prompt([question] as never);
  return (answers as { answer: boolean }).answer;
}

/** Every word must occur in the PID, the user or the command line. */
function matches(found: RunningProcess, term: string): boolean {
  const text = `${found.pid} ${found.user} ${found.words.join(' ')}`.toLowerCase();
  return term
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** One of the processes, searched for as one types; `undefined` to go back. */
export async function askProcess(
  message: string,
  processes: readonly RunningProcess[],
): Promise<RunningProcess | undefined> {
  const back = { value: null, name: 'None of these: back', short: 'none' };
  const source = (term: string | undefined) => {
    const width = (process.stdout.columns ?? 80) - 4;
    const rows = processes
      .filter((found) => term === undefined || matches(found, term))
      .map((found) => ({
        value: found,
        name: processRow(found, width),
        short: printable(`${found.pid} ${found.words.join(' ')}`).slice(0, 200),
      }));
    return [...rows, back];
  };
  const question = { type: 'search', name: 'answer', message, source, pageSize: 9, theme: theme() };
  const answers = await inquirer.prompt([question] as never);
  return (answers as { answer: RunningProcess | null }).answer ?? undefined;
}
