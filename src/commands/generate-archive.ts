import { dirname } from 'node:path';
import type { Artifact } from '../render/artifact.ts';
import { whyNotWritable } from './writable.ts';

/** What `--archive` adds to a run; texts are empty where there is nothing to say. */
interface ArchiveStep {
  /** A line for --check. */
  readonly differs: string;
  /** A line for --dry-run. */
  readonly would: string;
  /** Why nothing may be written. */
  readonly inTheWay: string;
  /** Writes it, and says what it did. */
  readonly write: () => string;
}

const NONE: ArchiveStep = { differs: '', would: '', inTheWay: '', write: () => '' };
const DIFFERS = { new: 'missing', changed: 'differs', foreign: 'is not ours' } as const;

/** Looked at first: once the folder is written it is too late to write nothing. */
function whyNot(file: string, foreign: boolean): string {
  if (foreign) return `saikido: ${file} was not made by Saikido: move it away or choose another --archive\n`;
  const why = whyNotWritable(dirname(file));
  return why === undefined ? '' : sayWhyNot(file, why);
}

function sayWhyNot(file: string, why: string): string {
  return `saikido: cannot write ${file}: ${why}; choose another --archive\n`;
}

/** The archive of a bundle, beside what lies at its place now. Throws what the operating system says. */
export async function archiveStep(
  file: string | undefined,
  artifacts: readonly Artifact[],
): Promise<ArchiveStep> {
  if (file === undefined) return NONE;
  const beyond = whyNotWritable(dirname(file));
  if (beyond?.endsWith(' is no folder') === true) return { ...NONE, inTheWay: sayWhyNot(file, beyond) };
  const { compareArchive, packBundle, writeArchive } = await import('../output/archive.ts');
  const packed = packBundle(artifacts);
  const state = compareArchive(file, packed);
  if (state === 'same') return { ...NONE, write: () => `${file}: nothing to change\n` };
  return {
    differs: `${file} ${DIFFERS[state]}\n`,
    would: `${file}: would be ${state}\n`,
    inTheWay: whyNot(file, state === 'foreign'),
    write: () => {
      writeArchive(file, packed);
      return `${file}: ${packed.length} bytes (${state})\n`;
    },
  };
}
