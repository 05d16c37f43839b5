import * as z from 'zod';
import * as fields from './fields.ts';

export const Stop = z.strictObject({
  signal: fields.Signal.prefault('TERM').meta({ description: 'Signal that asks the process to stop' }),
  timeout: fields.PositiveDuration.prefault('30s').meta({
    description: 'How long it may take to stop; then KILL',
  }),
  kill: z.boolean().default(true).meta({
    description: 'false: never KILL; give up, keep the old process and report it',
  }),
  scope: z.enum(['group', 'process']).default('group').meta({
    description: 'group: the process and all it started; process: it alone',
  }),
});

export const Cleanup = z.strictObject({
  path: fields.AbsolutePath.meta({
    description: 'Folder whose files are removed, once the old process is gone',
  }),
  match: fields.FileMatch.prefault('*').meta({ description: 'Which files of that folder' }),
  older_than: fields.Duration.optional().meta({
    description: 'Only files whose last change is this long ago',
  }),
});

export const Start = z.strictObject({
  timeout: fields.PositiveDuration.prefault('30s').meta({
    description: 'How long it may take to become healthy',
  }),
  settle: fields.Duration.prefault('5s').meta({
    description: 'How long it must stay up to count as started',
  }),
  attempts: z.int().min(1).max(20).default(3).meta({
    description: 'How often to try',
    must: 'a whole number from 1 to 20',
  }),
  retry_delay: fields.Duration.prefault('5s').meta({
    description: 'Pause before the next attempt; doubles each time',
  }),
});

export const HealthCheck = z.strictObject({
  http: fields.HttpUrl.optional().meta({ description: 'URL that must answer 2xx' }),
  tcp: fields.TcpAddress.optional().meta({ description: 'Address that must accept a connection' }),
  command: fields.Command.optional().meta({ description: 'Command that must exit 0' }),
  interval: fields.PositiveDuration.prefault('1s').meta({ description: 'Pause between two probes' }),
  timeout: fields.PositiveDuration.prefault('3s').meta({ description: 'How long one probe may take' }),
});

export const Commands = z.strictObject({
  start: fields.Command.meta({ description: 'Starts the service' }),
  stop: fields.Command.meta({ description: 'Stops the service' }),
  status: fields.Command.optional().meta({ description: 'Exits 0 while it runs' }),
  pid: fields.Command.optional().meta({ description: 'Prints the PID' }),
});
