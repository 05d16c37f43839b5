import type { Service } from '../../config/config.ts';
import { type Block, readLogrotate } from './logrotate.ts';

const UNITS = { '': 1, k: 1024, M: 1024 ** 2, G: 1024 ** 3 } as const;

function readSize(text: string): number {
  const [, count, unit] = /^(\d+)([kMG]?)$/.exec(text) ?? [];
  return Number(count) * UNITS[(unit ?? '') as keyof typeof UNITS];
}

function compareBlock(
  block: Block | undefined,
  file: string,
  service: Service,
  reopen: boolean,
): string | undefined {
  if (block?.file !== file) return `the block of ${file} is missing`;
  const { rotate } = service.log;
  const has = (directive: string) => block.directives.includes(directive);
  const size = block.directives
    .find((directive) => directive.startsWith('maxsize '))
    ?.slice('maxsize '.length);
  if (!has(rotate.frequency) || !has(`rotate ${rotate.keep}`))
    return `${file} is not kept as the config says`;
  if (readSize(size ?? '') !== rotate.max_size) return `maxsize of ${file} is not that of the config`;
  if (has('compress') !== rotate.compress) return `compression of ${file} is not that of the config`;
  const command = reopen ? [service.script, 'reopen', '--quiet'] : [];
  return JSON.stringify(block.postrotate) === JSON.stringify(command)
    ? undefined
    : `postrotate of ${file} differs`;
}

/** What a logrotate config says differently from the service. */
export function compareRotation(content: string, service: Service): string | undefined {
  const [log, output, ...others] = readLogrotate(content);
  if (others.length > 0) return 'there are more blocks than two';
  const first = compareBlock(log, service.log.file, service, false);
  if (service.output === undefined)
    return first ?? (output === undefined ? undefined : 'there are more blocks than one');
  const reopen = service.reopen_signal !== undefined;
  return first ?? compareBlock(output, service.output, service, reopen);
}
