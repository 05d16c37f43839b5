import { refuse, refuseUnseen } from './unicode.ts';

/** The path of a block. logrotate expands patterns even in quotes, so what means something to it is refused. */
export function logrotatePath(path: string): string {
  refuseUnseen('a logrotate config', path);
  if (!/^~?\//.test(path) || /[*?[\]{}"'\\]/.test(path)) refuse('a logrotate config', path);
  return `"${path}"`;
}
