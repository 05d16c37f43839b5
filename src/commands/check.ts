import { version } from '../../package.json';
import { checkBundle } from '../check/check-bundle.ts';
import { proveArtifacts } from '../check/grammar/prove.ts';
import { textsOfPlan } from '../check/texts.ts';
import type { Target } from '../plan/target.ts';
import { frames } from '../render/frames.ts';
import { problemLine } from '../ui/messages.ts';
import { showProgress, wantsColour } from '../ui/progress.ts';
import { report } from '../ui/report.ts';
import { makeBundle } from './bundle.ts';

export interface CheckFlags {
  readonly config: string;
  readonly format: 'text' | 'json' | 'junit' | 'sarif';
  readonly strict?: boolean;
  readonly no_rehearsal?: boolean;
  readonly shellcheck?: string;
  readonly for?: readonly Target[];
}

/** `saikido check`: 0 nothing found, 1 something failed, 2 the config is wrong. */
export async function checkCommand(flags: CheckFlags) {
  const { plan, artifacts, problems } = makeBundle(flags.config, { for: flags.for ?? [] });
  const stderr = problems.map((problem) => `${problemLine(problem, flags.config)}\n`).join('');
  if (plan === undefined || artifacts === undefined) return { status: 2, stdout: '', stderr };
  const options = {
    rehearsal: flags.no_rehearsal !== true,
    strict: flags.strict === true,
    ...(flags.shellcheck === undefined ? {} : { shellcheck: flags.shellcheck }),
    texts: textsOfPlan(plan),
  };
  const proven = proveArtifacts(plan, artifacts, frames);
  const results = [...proven, ...(await checkBundle(artifacts, options, showProgress(process.stderr)))];
  const found = results.some(({ status }) => status === 'failed');
  const colour = wantsColour(process.stdout, process.env);
  return { status: found ? 1 : 0, stdout: report(flags.format, results, { colour, version }), stderr };
}
