import { proveArtifacts } from '../check/grammar/prove.ts';
import type { CheckResult } from '../check/result.ts';
import { textsOfPlan } from '../check/texts.ts';
import { servicesIn } from '../output/holds.ts';
import { type Change, compareTarget } from '../output/target.ts';
import { existingFolder, writeChanges } from '../output/write.ts';
import type { Target } from '../plan/target.ts';
import type { Artifact } from '../render/artifact.ts';
import { frames } from '../render/frames.ts';
import { problemLine } from '../ui/messages.ts';
import { makeBundle } from './bundle.ts';
import { archiveStep } from './generate-archive.ts';

export interface GenerateOptions {
  readonly config: string;
  readonly out: string;
  readonly service?: readonly string[];
  readonly archive?: string;
  readonly for?: readonly Target[];
  readonly dry_run?: boolean;
  readonly check?: boolean;
  readonly verify?: boolean;
}

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const WORDS = {
  new: 'missing',
  content: 'differs',
  mode: 'has another mode',
  gone: 'is no longer generated',
} as const;
const DONE = { new: 'new', content: 'changed', mode: 'mode', gone: 'removed' } as const;

/** Config file to bundle on the disk; what it did is told on stderr, findings and diffs on stdout. */
export async function generateCommand(options: GenerateOptions): Promise<Outcome> {
  const { plan, artifacts, problems } = makeBundle(options.config, {
    service: options.service ?? [],
    for: options.for ?? [],
    warn: true,
  });
  const said = problems.map((problem) => `${problemLine(problem, options.config)}\n`).join('');
  if (plan === undefined || artifacts === undefined) return { status: 2, stdout: '', stderr: said };
  const unproven = findings(proveArtifacts(plan, artifacts, frames));
  if (unproven !== '') return { status: 70, stdout: '', stderr: `${said}${unproven}` };
  if (options.verify === true) {
    const found = await verify(artifacts, textsOfPlan(plan));
    if (found !== '') return { status: 1, stdout: found, stderr: `${said}nothing was written\n` };
  }
  const made = [
    ...plan.services.map(({ service }) => service.name),
    ...plan.workloads.map(({ workload }) => workload.name),
  ];
  const others = otherServices(options, made);
  if (others !== '') return { status: 2, stdout: '', stderr: said + others };
  const outcome = await bring(options, artifacts);
  return { ...outcome, stderr: said + outcome.stderr };
}

function findings(results: readonly CheckResult[]): string {
  const failed = results.filter(({ status }) => status === 'failed');
  return failed.map(({ checker, artifact, message }) => `${artifact}: ${checker}: ${message}\n`).join('');
}

/** All of `check` on these very bytes, loaded only when it is asked for. */
async function verify(artifacts: readonly Artifact[], texts: readonly string[]): Promise<string> {
  const { checkBundle } = await import('../check/check-bundle.ts');
  return findings(await checkBundle(artifacts, { texts }));
}

/**
 * The files of the whole bundle (manifest, checksums, runbook) speak of all its services, so that a part of them can
 * neither be removed nor left as it is: why `--service` must not go on, or nothing.
 */
function otherServices({ out, service = [] }: GenerateOptions, made: readonly string[]): string {
  const others = service.length === 0 ? [] : servicesIn(out).filter((name) => !made.includes(name));
  if (others.length === 0) return '';
  return `saikido: ${out} holds the bundle of other services (${others.join(', ')}): choose another --out for --service\n`;
}

async function bring(
  options: GenerateOptions,
  artifacts: readonly Artifact[],
  attempt = 1,
): Promise<Outcome> {
  try {
    const changes = compareTarget(artifacts, existingFolder(options.out) ?? options.out);
    const archive = await archiveStep(options.archive, artifacts);
    if (options.check === true) return told(changes, archive.differs);
    const inTheWay = foreignLines(options.out, changes) + archive.inTheWay;
    if (inTheWay !== '') return { status: 2, stdout: '', stderr: `${inTheWay}nothing was written\n` };
    if (options.dry_run === true) return { status: 0, stdout: await unified(changes), stderr: archive.would };
    writeChanges(options.out, artifacts, changes);
    const said = summary(options.out, artifacts, changes);
    return { status: 0, stdout: '', stderr: said + archive.write() };
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    // Another run has made the folder meanwhile.
    if (syscall === 'rename' && (code === 'ENOTEMPTY' || code === 'EEXIST') && attempt < 3)
      return bring(options, artifacts, attempt + 1);
    return { status: 2, stdout: '', stderr: `saikido: cannot write ${options.out}: ${message}\n` };
  }
}

/** For CI: what differs, one line a file. */
function told(changes: readonly Change[], ofArchive: string): Outcome {
  const lines = changes.map(
    ({ path, kind }) => `${path} ${kind === 'foreign' ? 'is not ours' : WORDS[kind]}\n`,
  );
  const stdout = lines.join('') + ofArchive;
  return { status: stdout === '' ? 0 : 1, stdout, stderr: '' };
}

async function unified(changes: readonly Change[]): Promise<string> {
  const { unifiedDiff } = await import('../output/diff.ts');
  return changes
    .map(({ path, found, artifact }) => unifiedDiff(path, found?.content, artifact?.content))
    .join('');
}

/** A line for each file of somebody else that stands at the place of one of ours. */
export function foreignLines(out: string, changes: readonly Change[]): string {
  const foreign = changes.filter(({ kind }) => kind === 'foreign');
  return foreign
    .map(
      ({ path }) => `saikido: ${out}/${path} was not made by Saikido: move it away or choose another --out\n`,
    )
    .join('');
}

function summary(out: string, artifacts: readonly Artifact[], changes: readonly Change[]): string {
  if (changes.length === 0) return `${out}: ${artifacts.length} files, nothing to change\n`;
  const counts = (Object.keys(DONE) as (keyof typeof DONE)[]).flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${DONE[kind]}`];
  });
  return `${out}: ${artifacts.length} files (${counts.join(', ')})\n`;
}
