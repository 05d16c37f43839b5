import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Source } from '../history/read.ts';
import { hostsOf } from './report-hosts.ts';

/** What is to be read, and what cannot be. */
export interface Sources {
  readonly sources: readonly Source[];
  /** Sentences. */
  readonly wrong: readonly string[];
}

/** `worker.log`, `worker.log.1`, `worker.log-20261122.gz`; what the service itself writes beside it is no log of ours. */
const LOG_NAME = /\.log(?:[.-][^/]*)?$/;
const WITH_HOST = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)=(.+)$/s;

interface Operand {
  readonly path: string;
  readonly host?: string;
}

function operandOf(text: string): Operand {
  const [, host, path] = existsSync(text) ? [] : (WITH_HOST.exec(text) ?? []);
  return host === undefined || path === undefined ? { path: text } : { path, host };
}

/** The files that an operand stands for: itself, or the logs in that folder. */
function filesOf(path: string): string[] {
  if (path === '-') return [path];
  if (!statSync(path).isDirectory()) {
    accessSync(path, constants.R_OK);
    return [path];
  }
  const files = readdirSync(path, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const logs = files.map(({ name }) => name).filter((name) => LOG_NAME.test(name));
  if (logs.length === 0) throw new Error('the folder holds no *.log file');
  return logs.sort().flatMap((name) => filesOf(join(path, name)));
}

/** One file may be given twice, by two names or by a pattern and a folder; it is read once. */
function identityOf(path: string): string {
  if (path === '-') return path;
  const { dev, ino } = statSync(path);
  return `${dev}:${ino}`;
}

/** A pipe lies in no folder that would say whose log comes through it. */
function isFile(path: string): boolean {
  return path !== '-' && statSync(path).isFile();
}

/** Finds the files behind the operands of the command line, each once, and the host of each. */
export function findSources(operands: readonly string[]): Sources {
  const wrong: string[] = [];
  const seen = new Set<string>();
  const found: Operand[] = [];
  for (const { path, host } of operands.map(operandOf)) {
    try {
      for (const file of filesOf(path)) {
        const identity = identityOf(file);
        if (seen.has(identity)) continue;
        seen.add(identity);
        found.push({ path: file, ...(host !== undefined && { host }) });
      }
    } catch (error) {
      wrong.push(`cannot read ${path}: ${(error as Error).message}`);
    }
  }
  const nameless = found.filter(({ path, host }) => host === undefined && isFile(path));
  const hosts = hostsOf(nameless.map(({ path }) => dirname(resolve(path))));
  const sources = found.map((source) => {
    const host = source.host ?? (isFile(source.path) ? hosts.get(dirname(resolve(source.path))) : undefined);
    return { ...source, ...(host !== undefined && { host }) };
  });
  return { sources, wrong };
}
