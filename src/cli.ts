import { version } from '../package.json';
import { didYouMean, readArguments } from './arguments.ts';
import { commandHelp, helpText } from './help.ts';
import { allowClosedPipes, endOnSignals } from './interrupt.ts';
import { commands } from './options.ts';
import { writeAll } from './write-all.ts';

/** What a command leaves: results for stdout, messages for stderr, and the exit status. */
interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Each command names the values that it takes; the table of options promises them. */
type Run = (values: never) => Outcome | Promise<Outcome>;

/** Each command with its libraries, loaded when it runs. */
const load: Readonly<Record<string, () => Promise<Run>>> = {
  init: async () => (await import('./commands/init.ts')).initCommand,
  generate: async () => (await import('./commands/generate.ts')).generateCommand,
  check: async () => (await import('./commands/check.ts')).checkCommand,
  diff: async () => (await import('./commands/diff.ts')).diffCommand,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
  report: async () => (await import('./commands/report.ts')).reportCommand,
  recommend: async () => (await import('./commands/recommend.ts')).recommendCommand,
  schema: async () => (await import('./commands/schema.ts')).schemaCommand,
};

function wrong(sentences: readonly string[], help = '--help'): Outcome {
  const lines = sentences.map((sentence) => `saikido: ${sentence}\n`).join('');
  return { status: 2, stdout: '', stderr: `${lines}Try: saikido ${help}\n` };
}

function printed(stdout: string): Outcome {
  return { status: 0, stdout, stderr: '' };
}

/** Flags that stand in the place of a command. */
const GLOBAL = ['help', 'version'];

function unknownCommand(name: string): Outcome {
  if (name.startsWith('-')) {
    return wrong([`unknown flag ${name}${didYouMean(name.replace(/^-+/, ''), GLOBAL, '--')}`]);
  }
  if (GLOBAL.includes(name)) return wrong([`unknown command "${name}"; did you mean --${name}?`]);
  return wrong([
    `unknown command "${name}"${didYouMean(name, [...commands.map((command) => command.name), 'help'])}`,
  ]);
}

async function run(args: readonly string[]): Promise<Outcome> {
  const [name, ...rest] = args;
  if (name === undefined) return { status: 2, stdout: '', stderr: helpText() };
  if (name === '--version' || name === '-V') return printed(`${version}\n`);
  if (name === '--help' || name === '-h' || (name === 'help' && (rest[0] ?? 'help') === 'help'))
    return printed(helpText());
  const wanted = name === 'help' ? rest[0] : name;
  const command = commands.find((candidate) => candidate.name === wanted);
  if (command === undefined) return unknownCommand(wanted ?? '');
  if (name === 'help') return printed(commandHelp(command));
  const parsed = readArguments(command, rest);
  if (parsed.help) return printed(commandHelp(command));
  if (parsed.wrong.length > 0) return wrong(parsed.wrong, `help ${command.name}`);
  if (command.waits === true || parsed.values['verify'] === true) {
    endOnSignals();
    allowClosedPipes();
  }
  const start = await load[command.name]!();
  return start(parsed.values as never);
}

function crashed(error: unknown): Outcome {
  const trace = process.env['SAIKIDO_DEBUG'] === '1' && error instanceof Error;
  const said = error instanceof Error ? error.message : String(error);
  const line = trace ? error.stack : `saikido: a bug in Saikido: ${said} (SAIKIDO_DEBUG=1 shows where)`;
  return { status: 70, stdout: '', stderr: `${line}\n` };
}

/** Whether all of it could be written; what keeps it from being so is no bug, and said where that is possible. */
function wrote(descriptor: 1 | 2, text: string): boolean {
  try {
    writeAll(descriptor, text);
    return true;
  } catch (error) {
    if (descriptor === 1) wrote(2, `saikido: cannot write to standard output: ${(error as Error).message}\n`);
    return false;
  }
}

/**
 * All is written when this returns, so the heap need not be taken down with care: that is 3 % of a start. Words that
 * were lost make a failure of the run, of the mildest kind: nothing was used wrongly (2), and Saikido works (70).
 */
function leave({ status, stdout, stderr }: Outcome): never {
  const told = wrote(2, stderr);
  const done = wrote(1, stdout) && told;
  process.exit(done ? status : Math.max(status, 1));
}

process.once('uncaughtException', (error) => leave(crashed(error)));
void run(process.argv.slice(2)).catch(crashed).then(leave);
