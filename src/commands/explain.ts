import { version } from '../../package.json';
import { loadConfig } from '../config/load.ts';
import { weekOf } from '../plan/week.ts';
import { problemLine } from '../ui/messages.ts';
import { chart } from './explain-chart.ts';
import { explain } from './explain-entries.ts';
import { explainPage } from './explain-page.ts';
import { type Explained, nextRestarts, text } from './explain-text.ts';
import { readInstant } from './instant.ts';
import { machineZone } from './machine-zone.ts';
import { writePage } from './report-page.ts';

/** As the flags give them. */
export interface ExplainOptions {
  readonly config: string;
  /** How many runs of each entry; 3 unless given. */
  readonly next?: string;
  /** ISO 8601; without an offset it is local time. Now unless given. */
  readonly from?: string;
  readonly format?: string;
  /** A page is written to this file as well. */
  readonly html?: string;
}

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const MOST_RUNS = 1000;

function json(services: readonly Explained[]): string {
  const shown = services.map(({ name, entries }) => ({
    name,
    entries: entries.map(({ action, schedule, next, warnings }) => ({ action, schedule, next, warnings })),
  }));
  return `${JSON.stringify({ services: shown }, null, 2)}\n`;
}

function wrongUsage(message: string): Outcome {
  return { status: 2, stdout: '', stderr: `saikido: ${message}\n` };
}

/** `saikido explain`: what will run when. The clock and the zone of this machine are read here and nowhere else. */
export function explainCommand(options: ExplainOptions): Outcome {
  const { next = '3', format = 'text' } = options;
  const count = /^\d{1,4}$/.test(next) ? Number(next) : 0;
  if (count < 1 || count > MOST_RUNS) {
    return wrongUsage(`--next must be a whole number from 1 to ${MOST_RUNS} (got "${next}")`);
  }
  const from = options.from === undefined ? new Date() : readInstant(options.from);
  if (from === undefined) {
    return wrongUsage(`--from must be a date or time such as 2026-03-28T00:00:00Z (got "${options.from}")`);
  }
  const { config, problems } = loadConfig(options.config);
  const stderr = problems.map((problem) => `${problemLine(problem, options.config)}\n`).join('');
  if (config === undefined) return { status: 2, stdout: '', stderr };
  const zone = machineZone();
  const services = explain(config, from, count, zone);
  const week = weekOf([...config.services, ...config.workloads], from.getTime(), zone);
  const said = `${stderr}${options.html === undefined ? '' : `wrote ${options.html}\n`}`;
  try {
    const about = { config: options.config, zone, version };
    if (options.html !== undefined) writePage(options.html, explainPage(services, week, about));
  } catch (error) {
    return wrongUsage(`cannot write ${options.html}: ${(error as Error).message}`);
  }
  if (format === 'json') return { status: 0, stdout: json(services), stderr: said };
  return { status: 0, stdout: text(services, zone, chart(week, nextRestarts(services))), stderr: said };
}
