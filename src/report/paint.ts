const CODES = { bad: 31, good: 32, warm: 33, cool: 36, bold: 1 } as const;

export type Paint = (text: string, tone: keyof typeof CODES) => string;

/** Colours for a terminal, or none. */
export function painter(colour: boolean): Paint {
  return (text, tone) => (colour ? `\u001b[${CODES[tone]}m${text}\u001b[0m` : text);
}
