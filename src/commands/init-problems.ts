import { parseConfig } from '../config/parse.ts';
import type { Problem } from '../problem.ts';
import { sentence } from '../ui/messages.ts';
import { writtenConfig, type Draft } from '../wizard/draft.ts';
import { pathOf, typed, type FlagValues } from '../wizard/flag-answers.ts';
import { answerFlags, type AnswerFlag } from '../wizard/flags.ts';
import { errors } from './init-start.ts';

/** The flag that a problem came from. */
function flagOf({ path }: Problem, draft: Draft, flags: FlagValues): AnswerFlag | undefined {
  const key = path.slice(2).join('.');
  if (path[0] !== 'services' || path[1] !== draft.name) return undefined;
  return answerFlags.find((candidate) => {
    const own = pathOf(candidate).join('.');
    return (key === own || key.startsWith(`${own}.`)) && typed(flags, candidate) !== undefined;
  });
}

function errorsOf(draft: Draft): readonly Problem[] {
  return errors(parseConfig(writtenConfig(draft)).problems);
}

/** Everything that is wrong with the answers, each with its flag. */
export function answerProblems(draft: Draft, flags: FlagValues): string[] {
  return errorsOf(draft).map((problem) => {
    const flag = flagOf(problem, draft, flags);
    return `saikido: ${flag === undefined ? '' : `--${flag.name}: `}${sentence(problem)}`;
  });
}

/** Values that no answer to a question can make right. */
const WRONG_BY_ITSELF = new Set(['wrong-value', 'wrong-kind', 'wrong-key', 'unquoted', 'unknown-key']);

/** What is wrong with the flags alone, before anything is asked. */
export function flagProblems(unnamed: Draft, flags: FlagValues): string[] {
  const draft = { ...unnamed, name: unnamed.name || 'service' };
  return errorsOf(draft).flatMap((problem) => {
    const flag = WRONG_BY_ITSELF.has(problem.code) ? flagOf(problem, draft, flags) : undefined;
    return flag === undefined ? [] : [`saikido: --${flag.name}: ${sentence(problem)}`];
  });
}
