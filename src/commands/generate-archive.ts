import type { Artifact } from '../render/artifact.ts';

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

/** The archive of a bundle, beside what lies at its place now. Throws what the operating system says. */
export async function archiveStep(
  file: string | undefined,
  artifacts: readonly Artifact[],
): Promise<ArchiveStep> {
  if (file === undefined) return NONE;
  const { compareArchive, packBundle, writeArchive } = await import('../output/archive.ts');
  const packed = packBundle(artifacts);
  const state = compareArchive(file, packed);
  if (state === 'same') return { ...NONE, write: () => `${file}: nothing to change\n` };
  return {
    differs: `${file} ${DIFFERS[state]}\n`,
    would: `${file}: would be ${state}\n`,
    inTheWay:
      state === 'foreign'
        ? `saikido: ${file} was not made by Saikido: move it away or choose another --archive\n`
        : '',
    write: () => {
      writeArchive(file, packed);
      return `${file}: ${packed.length} bytes (${state})\n`;
    },
  };
}
