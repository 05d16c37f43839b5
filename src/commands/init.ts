import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';
import { checkBundle } from '../check/check-bundle.ts';
import { proveArtifacts } from '../check/grammar/prove.ts';
import { textsOfPlan } from '../check/texts.ts';
import { parseConfig } from '../config/parse.ts';
import { schemaFile, writeConfigText } from '../config/write.ts';
import { problemLine } from '../ui/messages.ts';
import { showProgress, wantsColour } from '../ui/progress.ts';
import { report } from '../ui/report.ts';
import { writtenConfig, type Draft } from '../wizard/draft.ts';
import { editService, servicesOf } from '../wizard/start.ts';
import { same } from '../wizard/tree.ts';
import { compareTarget } from '../output/target.ts';
import { existingFolder } from '../output/write.ts';
import { frames } from '../render/frames.ts';
import { bundleOf } from './bundle.ts';
import { foreignLines, generateCommand, type Outcome } from './generate.ts';
import { collectAnswers, type Answered, type InitFlags } from './init-answers.ts';
import { endingText } from './init-ending.ts';
import { replaceFile } from './replace-file.ts';
import { schemaCommand } from './schema.ts';

function refused(lines: string): Outcome {
  return { status: 2, stdout: '', stderr: `${lines}nothing was written\n` };
}

/** The service as the file has it, if it has it. */
function before(draft: Draft): Draft | undefined {
  return servicesOf(draft).includes(draft.name) ? editService(draft, draft.name) : undefined;
}

async function deliver({ draft, from }: Answered, flags: InitFlags): Promise<Outcome> {
  const old = existsSync(flags.config) ? readFileSync(flags.config, 'utf8') : undefined;
  const target = writtenConfig(draft);
  const text = old !== undefined && same(target, draft.file) ? old : writeConfigText(old, target);
  const { config, problems: found } = parseConfig(target);
  const { plan, artifacts, problems } = config === undefined ? { problems: found } : bundleOf(config, found);
  const said = problems.map((problem) => `${problemLine(problem, flags.config)}\n`).join('');
  if (plan === undefined || artifacts === undefined) return refused(said);
  const foreign = foreignLines(flags.out, compareTarget(artifacts, existingFolder(flags.out) ?? flags.out));
  if (foreign !== '') return refused(foreign);
  const texts = textsOfPlan(plan);
  const proven = proveArtifacts(plan, artifacts, frames);
  const results = [...proven, ...(await checkBundle(artifacts, { texts }, showProgress(process.stderr)))];
  const passed = results.every(({ status }) => status !== 'failed');
  replaceFile(flags.config, text);
  if (text.includes(`$schema=./${schemaFile}`))
    replaceFile(join(dirname(flags.config), schemaFile), schemaText());
  const generated = passed ? await generateCommand({ config: flags.config, out: flags.out }) : undefined;
  if (generated !== undefined && generated.status !== 0) return generated;
  const colour = wantsColour(process.stdout, process.env);
  const program = process.env['npm_command'] === undefined ? 'saikido' : 'npx saikido';
  const places = { config: flags.config, out: flags.out, program };
  const ending = {
    draft,
    plan,
    artifacts,
    places,
    passed,
    report: report('text', results, { colour, version }),
  };
  return {
    status: passed ? 0 : 1,
    stdout: endingText(from === undefined ? ending : { ...ending, from }, before(draft)),
    stderr: said,
  };
}

function schemaText(): string {
  return schemaCommand().stdout;
}

/** `saikido init`: 0 done, 1 a check failed, 2 wrong flags or config, 130 interrupted. */
export async function initCommand(flags: InitFlags): Promise<Outcome> {
  try {
    const answered = await collectAnswers(flags);
    return 'draft' in answered
      ? await deliver(answered, flags)
      : refused(answered.map((line) => `${line}\n`).join(''));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('syscall' in error && 'path' in error)
      return { status: 2, stdout: '', stderr: `saikido: ${error.message}\n` };
    if (error.name !== 'ExitPromptError') throw error;
    return { status: 130, stdout: '', stderr: 'saikido: interrupted; nothing was written\n' };
  }
}
