import { commands, type Command, type Flag } from './options.ts';

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}

function flagRow(flag: Flag): [string, string] {
  const left = flag.value === undefined ? `--${flag.name}` : `--${flag.name} ${flag.value}`;
  const notes = [
    ...(flag.default === undefined ? [] : [`default ${flag.default}`]),
    ...(flag.repeat ? ['may be repeated'] : []),
  ];
  return [left, notes.length === 0 ? flag.says : `${flag.says} (${notes.join(', ')})`];
}

const exits = columns([
  ['0', 'done'],
  ['1', 'something was found: a check failed, files differ'],
  ['2', 'wrong usage or wrong config; nothing was written'],
  ['70', 'a bug in Saikido'],
  ['130', 'interrupted'],
]);

/** The text of `saikido --help`. */
export function helpText(): string {
  return `Saikido generates what a server needs to restart a long-running process safely and on schedule.

Usage: saikido COMMAND [FLAGS]

${columns(commands.map(({ name, says }) => [name, says]))}
  saikido help COMMAND lists the flags of a command; saikido --version tells the version.

Exit status:
${exits}`;
}

/** The text of `saikido help COMMAND`. */
export function commandHelp(command: Command): string {
  const { operands } = command;
  const usage = [operands && `${operands.name}...`, command.flags.length > 0 && '[FLAGS]'].filter(Boolean);
  const taken: [string, string][] = operands === undefined ? [] : [[operands.name, operands.says]];
  return `saikido ${command.name}: ${command.says}

Usage: ${['saikido', command.name, ...usage].join(' ')}

${columns([...taken, ...command.flags.map(flagRow), ['--help', 'print this text']])}`;
}
