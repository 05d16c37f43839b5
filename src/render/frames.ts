import { fill } from './engine.ts';

const NOBODY = { name: 'nobody', stem: 'nobody', digest: '0', description: '', settings: [] };

const scripts = new Map<string, string>();
let rehearsal: string | undefined;

/** The templates without any value, for the proof that all but the data block is static. */
export const frames = {
  script(parts: readonly string[]): string {
    const key = parts.join(' ');
    const known = scripts.get(key);
    if (known !== undefined) return known;
    const frame = fill('restart.bash', { ...NOBODY, parts });
    scripts.set(key, frame);
    return frame;
  },
  rehearsal(): string {
    rehearsal ??= fill('rehearsal/rehearsal.bats', NOBODY);
    return rehearsal;
  },
};
