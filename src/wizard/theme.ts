import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Node 20's styleText does not look at the terminal or at NO_COLOR. */
function coloured(): boolean {
  return !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
}

export function paint(style: Style, text: string): string {
  return coloured() ? styleText(style, text) : text;
}

/** Answers stand below one another in this column. */
const LABEL_WIDTH = 15;

/** Breaks at blanks, so that a narrow terminal does not cut words; `indent` begins the lines after the first. */
export function wrapped(text: string, indent = '  '): string[] {
  const width = process.stdout.columns || 80;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const room = width - (lines.length > 1 ? indent.length : 0) - 1;
    if (last === undefined || last.length + word.length >= room) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line, index) => (index === 0 ? line : `${indent}${line}`));
}

/** `label\nhint`: the hint goes once the question is answered. */
function message(text: string, status: string): string {
  const [label = '', hint = ''] = text.split('\n');
  if (status === 'done') return label.padEnd(LABEL_WIDTH);
  const shown = paint('bold', label);
  if (hint === '') return shown;
  const fits = `? ${label}  ${hint}`.length < (process.stdout.columns || 80);
  const below = wrapped(`  ${hint}`).map((line) => paint('dim', line));
  return fits ? `${shown}  ${paint('dim', hint)}` : [shown, ...below].join('\n');
}

function keysHelp(keys: readonly (readonly [string, string])[]): string {
  return paint('dim', keys.map(([key, action]) => `${key} ${action}`).join(' · '));
}

/** The look of every prompt: one accent, grey for what may be ignored. */
export function theme() {
  return {
    prefix: { idle: paint('cyan', '?'), done: paint('green', '✔') },
    spinner: { interval: 80, frames: [paint('cyan', '?')] },
    icon: { cursor: '❯' },
    style: {
      message,
      answer: (text: string) => text,
      error: (text: string) =>
        wrapped(`✘ ${text}`)
          .map((line) => paint('red', line))
          .join('\n'),
      defaultAnswer: (text: string) => paint('dim', text),
      help: (text: string) => paint('dim', text),
      highlight: (text: string) => paint('cyan', text),
      key: (text: string) => paint('cyan', text),
      disabled: (text: string) => paint('dim', text),
      description: (text: string) => paint('dim', text),
      searchTerm: (text: string) => text,
      confirmDefault: (text: string) => text.toUpperCase(),
      keysHelpTip: keysHelp,
    },
  };
}
