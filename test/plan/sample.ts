import { parseConfig } from '../../src/config/parse.ts';
import type { Config } from '../../src/config/config.ts';

const WORKER = { command: '/opt/app/worker.sh', pid_file: '/run/worker.pid', schedule: '0 3 * * *' };

/** A complete config; every service has the minimal one's values for what it does not say itself. */
export function sample(written: { install?: string; services: Record<string, object> }): Config {
  const services = Object.entries(written.services).map(([name, service]) => [
    name,
    { ...WORKER, pid_file: `/run/${name}.pid`, ...service },
  ]);
  const { config, problems } = parseConfig({ ...written, services: Object.fromEntries(services) });
  if (config === undefined) throw new Error(JSON.stringify(problems));
  return config;
}
