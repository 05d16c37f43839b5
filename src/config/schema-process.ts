import * as z from 'zod/mini';
import { about } from './about.ts';
import * as fields from './fields.ts';

export const Stop = z.strictObject({
  signal: about(z.prefault(fields.Signal, 'TERM'), { description: 'Signal that asks the process to stop' }),
  timeout: about(z.prefault(fields.PositiveDuration, '30s'), {
    description: 'How long it may take to stop; then KILL',
  }),
  kill: about(z._default(z.boolean(), true), {
    description: 'false: never KILL; give up, keep the old process and report it',
  }),
  scope: about(z._default(z.enum(['group', 'process']), 'group'), {
    description: 'group: the process and all it started; process: it alone',
  }),
});

export const Cleanup = z.strictObject({
  path: about(fields.AbsolutePath, {
    description: 'Folder whose files are removed, once the old process is gone',
  }),
  match: about(z.prefault(fields.FileMatch, '*'), { description: 'Which files of that folder' }),
  older_than: about(z.optional(fields.Duration), {
    description: 'Only files whose last change is this long ago',
  }),
});

export const Start = z.strictObject({
  timeout: about(z.prefault(fields.PositiveDuration, '30s'), {
    description: 'How long it may take to become healthy',
  }),
  settle: about(z.prefault(fields.Duration, '5s'), {
    description: 'How long it must stay up to count as started',
  }),
  attempts: about(z._default(z.int().check(z.minimum(1), z.maximum(20)), 3), {
    description: 'How often to try',
    must: 'a whole number from 1 to 20',
  }),
  retry_delay: about(z.prefault(fields.Duration, '5s'), {
    description: 'Pause before the next attempt; doubles each time',
  }),
});

export const HealthCheck = z.strictObject({
  http: about(z.optional(fields.HttpUrl), { description: 'URL that must answer 2xx' }),
  tcp: about(z.optional(fields.TcpAddress), { description: 'Address that must accept a connection' }),
  command: about(z.optional(fields.Command), { description: 'Command that must exit 0' }),
  interval: about(z.prefault(fields.PositiveDuration, '1s'), { description: 'Pause between two probes' }),
  timeout: about(z.prefault(fields.PositiveDuration, '3s'), { description: 'How long one probe may take' }),
});

export const Commands = z.strictObject({
  start: about(fields.Command, { description: 'Starts the service' }),
  stop: about(fields.Command, { description: 'Stops the service' }),
  status: about(z.optional(fields.Command), { description: 'Exits 0 while it runs' }),
  pid: about(z.optional(fields.Command), { description: 'Prints the PID of its main process' }),
});
