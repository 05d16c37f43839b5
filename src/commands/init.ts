import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';
import { checkBundle } from '../check/check-bundle.ts';
import { proveArtifacts } from '../check/grammar/prove.ts';
import { textsOfPlan } from '../check/texts.ts';
import { parseConfig } from '../config/parse.ts';
import { lostComments } from '../config/comments.ts';
import { schemaFile, writeConfigText } from '../config/write.ts';
import { problemLine } from '../ui/messages.ts';
import { showProgress, wantsColour } from '../ui/progress.ts';
import { report } from '../ui/report.ts';
import { writtenConfig, type Draft } from '../wizard/draft.ts';
import { printable } from '../wizard/process-row.ts';
import { editService, servicesOf } from '../wizard/start.ts';
import { same } from '../config/values.ts';
import { compareTarget } from '../output/target.ts';
import { existingFolder } from '../output/write.ts';
import type { Target } from '../plan/target.ts';
import { frames } from '../render/frames.ts';
import { bundleOf } from './bundle.ts';
import { foreignLines, generateCommand, type Outcome } from './generate.ts';
import { collectAnswers } from './init-answers.ts';
import { endingText } from './init-ending.ts';
import type { Answered, InitFlags } from './init-start.ts';
import { replaceFile } from './replace-file.ts';
import { schemaCommand } from './schema.ts';
import { whyNotReplaceable, whyNotWritable } from './writable.ts';

function refused(lines: string): Outcome {
  return { status: 2, stdout: '', stderr: `${lines}nothing was written\n` };
}

/** The service as the file has it, if it has it. */
function before(draft: Draft): Draft | undefined {
  return servicesOf(draft).includes(draft.name) ? editService(draft, draft.name) : undefined;
}

/** What a new file begins with: JSON where its name asks for that. */
function blankFor(file: string): string | undefined {
  return file.endsWith('.json') ? '{}' : undefined;
}

async function deliver({ draft, from }: Answered, flags: InitFlags): Promise<Outcome> {
  const old = existsSync(flags.config) ? readFileSync(flags.config, 'utf8') : undefined;
  const target = writtenConfig(draft);
  const text =
    old !== undefined && same(target, draft.file)
      ? old
      : writeConfigText(old ?? blankFor(flags.config), target);
  const { config, problems: found } = parseConfig(target);
  const targets: readonly Target[] =
    config !== undefined && config.workloads.length > 0 ? ['kubernetes'] : [];
  const { plan, artifacts, problems } =
    config === undefined ? { problems: found } : bundleOf(config, found, targets);
  const said = problems.map((problem) => `${problemLine(problem, flags.config)}\n`).join('');
  if (plan === undefined || artifacts === undefined) return refused(said);
  const foreign = foreignLines(flags.out, compareTarget(artifacts, existingFolder(flags.out) ?? flags.out));
  if (foreign !== '') return refused(foreign);
  const texts = textsOfPlan(plan);
  const proven = proveArtifacts(plan, artifacts, frames);
  const results = [...proven, ...(await checkBundle(artifacts, { texts }, showProgress(process.stderr)))];
  const passed = results.every(({ status }) => status !== 'failed');
  replaceFile(flags.config, text);
  const kept = text.includes(`$schema=./${schemaFile}`) ? writeSchema(dirname(flags.config)) : '';
  const generated = passed
    ? await generateCommand({ config: flags.config, out: flags.out, for: targets })
    : undefined;
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
    stderr: said + kept + sayLost(flags.config, lostComments(old ?? '', text)),
  };
}

/** Comments go with the keys that they belong to; with an anchor that others use, all of them may. */
function sayLost(file: string, comments: readonly string[]): string {
  if (comments.length === 0) return '';
  const lines = comments.map((comment) => `  ${printable(comment)}\n`);
  return `${file}: these comments could not be kept:\n${lines.join('')}`;
}

/** The title of a JSON Schema, which tells ours from others. */
function titleOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { title?: unknown } | null)?.title;
  } catch {
    return undefined;
  }
}

/** Writes the schema beside the config; a file of somebody else stays, which is said. */
function writeSchema(folder: string): string {
  const file = join(folder, schemaFile);
  const text = schemaCommand().stdout;
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there === undefined || (existsSync(file) && titleOf(readFileSync(file, 'utf8')) === titleOf(text))) {
    replaceFile(file, text);
    return '';
  }
  return `saikido: ${file} was not made by Saikido and stays as it is: "saikido schema" prints the one that editors need\n`;
}

/** Said before the first question: nobody should answer them all in vain. */
function placesInTheWay({ config, out }: InitFlags): string {
  const ofConfig = whyNotReplaceable(config);
  const ofBundle = whyNotWritable(out);
  return [
    ofConfig === undefined ? '' : `saikido: cannot write ${config}: ${ofConfig}; choose another --config\n`,
    ofBundle === undefined ? '' : `saikido: cannot write ${out}: ${ofBundle}; choose another --out\n`,
  ].join('');
}

/** `saikido init`: 0 done, 1 a check failed, 2 wrong flags or config, 130 interrupted. */
export async function initCommand(flags: InitFlags): Promise<Outcome> {
  const inTheWay = placesInTheWay(flags);
  if (inTheWay !== '') return refused(inTheWay);
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
