import { z } from 'zod';
import * as fields from './fields.ts';

/** Marks a key that the contract names and whose artifact is not built yet: refused, never ignored. */
const notSupportedYet = { notSupportedYet: true } as const;

const Stop = z.strictObject({
  signal: fields.Signal.prefault('TERM').meta({ description: 'Signal that asks the process to stop' }),
  timeout: fields.PositiveDuration.prefault('30s').meta({ description: 'How long it may take to stop; then KILL' }),
  kill: z.boolean().default(true).meta({
    description: 'false: never KILL; give up, keep the old process and report it',
  }),
  scope: z.enum(['group', 'process']).default('group').meta({
    description: 'group: the process and all it started; process: it alone',
  }),
});

const Cleanup = z.strictObject({
  path: fields.AbsolutePath.meta({ description: 'Folder whose files are removed, once the old process is gone' }),
  match: fields.FileMatch.prefault('*').meta({ description: 'Which files of that folder' }),
  older_than: fields.Duration.optional().meta({ description: 'Only files whose last change is this long ago' }),
});

const Start = z.strictObject({
  timeout: fields.PositiveDuration.prefault('30s').meta({ description: 'How long it may take to become healthy' }),
  settle: fields.Duration.prefault('5s').meta({ description: 'How long it must stay up to count as started' }),
  attempts: z.int().min(1).max(20).default(3).meta({
    description: 'How often to try',
    must: 'a whole number from 1 to 20',
  }),
  retry_delay: fields.Duration.prefault('5s').meta({ description: 'Pause before the next attempt; doubles each time' }),
});

const HealthCheck = z.strictObject({
  http: fields.HttpUrl.optional().meta({ description: 'URL that must answer 2xx' }),
  tcp: fields.TcpAddress.optional().meta({ description: 'Address that must accept a connection' }),
  command: fields.Command.optional().meta({ description: 'Command that must exit 0' }),
  interval: fields.PositiveDuration.prefault('1s').meta({ description: 'Pause between two probes' }),
  timeout: fields.PositiveDuration.prefault('3s').meta({ description: 'How long one probe may take' }),
});

const percent = z.number().min(0).max(100).meta({ must: 'a percentage from 0 to 100' });

const When = z.strictObject({
  memory_above: fields.ByteSize.optional(),
  uptime_above: fields.Duration.optional(),
  sustained: z.int().min(1).max(1000).optional(),
  load_below: z.number().positive().optional(),
  pressure_below: z.strictObject({ cpu: percent, memory: percent, io: percent }).partial().optional(),
  command: fields.Command.optional(),
  wait: fields.Duration.optional(),
  otherwise: z.enum(['skip', 'restart']).optional(),
});

const ScheduleEntry = z.strictObject({
  cron: z.string().optional().meta({ description: 'Five cron fields, or @daily and the like' }),
  every: fields.PositiveDuration.optional().meta({ description: 'A fixed interval instead of a cron expression' }),
  action: z.enum(['restart', 'ensure']).default('restart').meta({
    description: 'restart, or ensure: start it if it died',
  }),
  timezone: fields.Timezone.optional().meta({ description: 'Zone of the expression, where the scheduler can honour it' }),
  jitter: fields.Duration.optional().meta({ description: 'Spread over hosts', ...notSupportedYet }),
  when: When.optional().meta({ description: 'Gates: conditions under which it goes ahead', ...notSupportedYet }),
});

const Schedule = z.union([z.string(), ScheduleEntry, z.array(z.union([z.string(), ScheduleEntry]))]);

const Rotate = z.strictObject({
  frequency: z.enum(['hourly', 'daily', 'weekly', 'monthly', 'yearly']).default('weekly').meta({
    description: 'How often logrotate starts a new file',
  }),
  keep: z.int().min(0).max(10_000).default(8).meta({
    description: 'How many old files are kept',
    must: 'a whole number from 0 to 10000',
  }),
  max_size: fields.ByteSize.prefault('10M').meta({ description: 'Rotated earlier when larger than this' }),
  compress: z.boolean().default(true).meta({ description: 'gzip the old files' }),
});

const Log = z.strictObject({
  file: fields.LogPath.optional().meta({ description: 'Where each restart is logged', default: '/var/log/saikido/NAME.log' }),
  syslog: z.boolean().default(false).meta({ description: 'Log to syslog as well' }),
  rotate: Rotate.prefault({}),
});

const UrlFile = z.strictObject({ url_file: fields.AbsolutePath });

const Alerts = z.strictObject({
  on: z.array(z.enum(['failure', 'killed', 'recovery', 'success', 'skipped', 'started'])).default(['failure', 'killed', 'recovery']),
  repeat_after: fields.Duration.prefault('6h'),
  slack: UrlFile.optional(),
  webhook: UrlFile.optional(),
  email: z.strictObject({ to: z.array(fields.MailAddress).min(1), from: fields.MailAddress.optional() }).optional(),
  ping: UrlFile.optional(),
});

const Commands = z.strictObject({
  start: fields.Command,
  stop: fields.Command,
  status: fields.Command.optional(),
  pid: fields.Command.optional(),
});

/** One service as a person writes it. The order of the keys is the order of the wizard and the README. */
export const WrittenService = z.strictObject({
  description: fields.OneLine.optional().meta({ description: 'What the service does, for people' }),
  manager: z.enum(['pidfile', 'systemd', 'command']).default('pidfile').meta({
    description: 'Who owns the process',
    notSupportedYet: ['systemd', 'command'],
  }),
  command: fields.Command.optional().meta({ description: 'The command that runs the service' }),
  type: z.enum(['simple', 'forking']).default('simple').meta({
    description: 'simple: stays in the foreground; forking: daemonises and writes pid_file itself',
  }),
  pid_file: fields.AbsolutePath.optional().meta({ description: 'The file that names its process' }),
  user: fields.UserName.optional().meta({ description: 'User it runs as; needs root' }),
  group: fields.UserName.optional().meta({ description: 'Group it runs as', default: "the user's" }),
  working_directory: fields.AbsolutePath.optional().meta({ description: 'Folder it runs in', default: '/' }),
  environment: z.record(fields.EnvironmentName, fields.Word).default({}).meta({ description: 'Variables it is given' }),
  environment_file: fields.AbsolutePath.optional().meta({ description: 'File with KEY=value lines, read at each start' }),
  umask: fields.Umask.prefault('0027').meta({ description: 'Mask of the files it creates' }),
  output: fields.LogPath.optional().meta({
    description: 'Its stdout and stderr, appended',
    default: '/var/log/saikido/NAME.out',
  }),
  unit: fields.UnitName.optional().meta({ description: 'Existing systemd unit', ...notSupportedYet }),
  hardening: z.enum(['off', 'basic', 'strict']).optional().meta({
    description: 'Sandbox of the generated unit',
    ...notSupportedYet,
  }),
  commands: Commands.optional().meta({ description: 'Commands of manager command', ...notSupportedYet }),
  preflight: fields.Command.optional().meta({ description: 'Must succeed before the healthy process is touched' }),
  stop: Stop.prefault({}),
  cleanup: z.array(Cleanup).default([]),
  start: Start.prefault({}),
  health_check: HealthCheck.optional(),
  scheduler: z.enum(['cron', 'systemd']).default('cron').meta({ description: 'Who starts the script' }),
  cron_flavor: z.enum(['debian', 'cronie', 'busybox']).default('debian').meta({ description: 'Which cron' }),
  schedule: Schedule.optional().meta({ description: 'When it is restarted' }),
  log: Log.prefault({}),
  reopen_signal: fields.Signal.optional().meta({ description: 'The process reopens its output on it' }),
  alerts: Alerts.optional().meta({ description: 'Who is told', ...notSupportedYet }),
  metrics: z.strictObject({ directory: fields.AbsolutePath }).optional().meta({
    description: 'Prometheus textfile metrics',
    ...notSupportedYet,
  }),
  state_directory: fields.AbsolutePath.optional().meta({
    description: 'What the script remembers',
    default: '/var/lib/saikido/NAME',
  }),
  script: fields.AbsolutePath.optional().meta({
    description: 'Where the script is installed',
    default: '/usr/local/sbin/NAME-restart',
  }),
});

/** A whole config file as a person writes it. */
export const WrittenConfig = z.strictObject({
  version: z.literal(1).default(1).meta({ description: 'Version of this format' }),
  install: z.enum(['system', 'user']).default('system').meta({
    description: 'system: for the whole machine, as root; user: everything below the home',
  }),
  defaults: z.record(z.string(), z.unknown()).default({}).meta({ description: 'Merged under every service' }),
  services: z.record(fields.ServiceName, WrittenService),
});
