import type { Problem } from '../problem.ts';
import { SENTENCES } from './sentences.ts';

/** `services.worker.cleanup[0].path`; a key that is not plain stands in quotes. */
function pathText(path: Problem['path']): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      const text = /^[\w-]+$/.test(key) ? key : visible(key);
      return index === 0 ? text : `.${text}`;
    })
    .join('');
}

function visible(key: string): string {
  const short = key.length > 60 ? `${key.slice(0, 60)}…` : key;
  const escape = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(short).replace(/[\u007f-\u009f]|\p{Cf}|\p{Zl}|\p{Zp}/gu, escape);
}

/** What must hold, what was found and the way out, without the path: `must be a duration such as …`. */
export function predicate(problem: Problem): string {
  const say = SENTENCES[problem.code];
  if (say === undefined) throw new Error(`no sentence for the problem "${problem.code}"`);
  return say(problem.args);
}

/** One sentence on one line, without full stop. */
export function sentence(problem: Problem): string {
  const subject = pathText(problem.path);
  return subject === '' ? predicate(problem) : `${subject} ${predicate(problem)}`;
}

/** `saikido.yaml:7:14: services.worker.stop.timeout must be …`; without a position, only the file's name. */
export function problemLine(problem: Problem, file: string): string {
  const { position, severity } = problem;
  const place = position === undefined ? file : `${file}:${position.line}:${position.column}`;
  return `${place}: ${severity === 'warning' ? 'warning: ' : ''}${sentence(problem)}`;
}
