import { staticAnsible } from './ansible.ts';
import { fill } from './engine.ts';
import { artifactDigest } from './manifest.ts';

const NOBODY = { name: 'nobody', stem: 'nobody', digest: '0', usage: [], settings: [] };

const made = new Map<string, string>();

function frame(template: string, parts: readonly string[]): string {
  const key = [template, ...parts].join(' ');
  const known = made.get(key);
  if (known !== undefined) return known;
  const text = fill(template, { ...NOBODY, parts });
  made.set(key, text);
  return text;
}

/** The templates without any value, for the proof that all but the data block is static, and digests. */
export const frames = {
  script: (parts: readonly string[]) => frame('restart.bash', parts),
  install: (parts: readonly string[]) => frame('install.bash', parts),
  rehearsal: (parts: readonly string[]) => frame('rehearsal/rehearsal.bats', parts),
  ansible: staticAnsible,
  digest: artifactDigest,
};
