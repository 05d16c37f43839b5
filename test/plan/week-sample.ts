import { loadConfigText } from '../../src/config/load.ts';
import { type Week, weekOf } from '../../src/plan/week.ts';

/** A service of a config with more lines of its own. */
export function service(name: string, ...lines: readonly string[]): string {
  const own = [`command: /opt/${name}`, `pid_file: /run/${name}/${name}.pid`, ...lines];
  return [`  ${name}:`, ...own.map((line) => `    ${line}`)].join('\n');
}

/** The week of these services that begins with the day of an instant. */
export function week(from: string, zone: string, ...services: readonly string[]): Week {
  const { config } = loadConfigText('x.yaml', `services:\n${services.join('\n')}\n`);
  return weekOf(config!.services, Date.parse(from), zone);
}
