import * as z from 'zod';
import * as fields from './fields.ts';

/** Marks a key that the contract names and whose artifact is not built yet: refused, never ignored. */
const notSupportedYet = { notSupportedYet: true } as const;

const Stop = z.strictObject({
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

const Cleanup = z.strictObject({
  path: fields.AbsolutePath.meta({
    description: 'Folder whose files are removed, once the old process is gone',
  }),
  match: fields.FileMatch.prefault('*').meta({ description: 'Which files of that folder' }),
  older_than: fields.Duration.optional().meta({
    description: 'Only files whose last change is this long ago',
  }),
});

const Start = z.strictObject({
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

const HealthCheck = z.strictObject({
  http: fields.HttpUrl.optional().meta({ description: 'URL that must answer 2xx' }),
  tcp: fields.TcpAddress.optional().meta({ description: 'Address that must accept a connection' }),
  command: fields.Command.optional().meta({ description: 'Command that must exit 0' }),
  interval: fields.PositiveDuration.prefault('1s').meta({ description: 'Pause between two probes' }),
  timeout: fields.PositiveDuration.prefault('3s').meta({ description: 'How long one probe may take' }),
});

const percent = z.number().min(0).max(100).meta({ must: 'a percentage from 0 to 100' });

const Pressure = z
  .strictObject({
    cpu: percent.optional().meta({ description: 'Share of the time that processes waited for the CPU' }),
    memory: percent.optional().meta({ description: 'Share of the time that processes waited for memory' }),
    io: percent.optional().meta({ description: 'Share of the time that processes waited for the disk' }),
  })
  .meta({ description: 'Only while the pressure (PSI some avg60, in percent) is below' });

const When = z.strictObject({
  memory_above: fields.ByteSize.optional().meta({ description: 'Only when it holds more memory than this' }),
  uptime_above: fields.Duration.optional().meta({ description: 'Only when it has been up longer than this' }),
  sustained: z.int().min(1).max(1000).optional().meta({
    description: 'At how many checks in a row the memory must be above',
    must: 'a whole number from 1 to 1000',
  }),
  load_below: z.number().positive().max(10_000).optional().meta({
    description: 'Only while the 1-minute load average per CPU is below',
    must: 'a number above 0 such as 0.7',
  }),
  pressure_below: Pressure.optional(),
  command: fields.Command.optional().meta({ description: 'Only when this command exits 0' }),
  wait: fields.Duration.optional().meta({ description: 'How long to wait for load, pressure and command' }),
  otherwise: z.enum(['skip', 'restart']).optional().meta({ description: 'What to do once wait is over' }),
});

const ScheduleEntry = z.strictObject({
  cron: fields.CronExpression.optional().meta({ description: 'Five cron fields, or @daily and the like' }),
  every: fields.PositiveDuration.optional().meta({
    description: 'A fixed interval instead of a cron expression',
  }),
  action: z.enum(['restart', 'ensure']).default('restart').meta({
    description: 'restart, or ensure: start it if it died',
  }),
  timezone: fields.Timezone.optional().meta({
    description: 'Zone of the expression, where the scheduler can honour it',
  }),
  jitter: fields.Duration.optional().meta({ description: 'Spread over hosts', ...notSupportedYet }),
  when: When.optional().meta({
    description: 'Gates: conditions under which it goes ahead',
    ...notSupportedYet,
  }),
});

const ScheduleItem = z
  .union([fields.CronExpression, ScheduleEntry])
  .meta({ must: 'a cron expression, or an entry with cron or every' });

const Schedule = z
  .union([
    fields.CronExpression,
    ScheduleEntry,
    z.array(ScheduleItem).max(100).meta({ must: 'a list of at most 100 entries' }),
  ])
  .meta({ must: 'a cron expression, an entry with cron or every, or a list of these' });

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
  file: fields.LogPath.optional().meta({
    description: 'Where each restart is logged',
    defaultText: '/var/log/saikido/NAME.log',
  }),
  syslog: z.boolean().default(false).meta({ description: 'Log to syslog as well' }),
  rotate: Rotate.prefault({}).meta({ description: 'When logrotate starts a new file' }),
});

const UrlFile = z.strictObject({
  url_file: fields.AbsolutePath.meta({
    description: 'File on the server that holds the URL, readable by root alone',
  }),
});

const Mail = z.strictObject({
  to: z.array(fields.MailAddress).min(1).meta({
    description: 'Who gets the mail',
    must: 'a list of one or more mail addresses',
  }),
  from: fields.MailAddress.optional().meta({ description: 'Sender of the mail' }),
});

const Alerts = z.strictObject({
  on: z
    .array(z.enum(['failure', 'killed', 'recovery', 'success', 'skipped', 'started']))
    .default(['failure', 'killed', 'recovery'])
    .meta({ description: 'Outcomes that are told' }),
  repeat_after: fields.Duration.prefault('6h').meta({
    description: 'The same failure is told again only after this',
  }),
  slack: UrlFile.optional().meta({ description: 'Slack incoming webhook' }),
  webhook: UrlFile.optional().meta({ description: 'Any webhook; it is sent JSON' }),
  email: Mail.optional().meta({ description: 'Mail by sendmail' }),
  ping: UrlFile.optional().meta({ description: "Dead man's switch: start, success and failure are pinged" }),
});

const Metrics = z.strictObject({
  directory: fields.AbsolutePath.meta({ description: 'Folder that node_exporter reads' }),
});

const Commands = z.strictObject({
  start: fields.Command.meta({ description: 'Starts the service' }),
  stop: fields.Command.meta({ description: 'Stops the service' }),
  status: fields.Command.optional().meta({ description: 'Exits 0 while it runs' }),
  pid: fields.Command.optional().meta({ description: 'Prints the PID' }),
});

/** One service as a person writes it. The order of the keys is the order of the wizard and the README. */
export const WrittenService = z
  .strictObject({
    description: fields.OneLine.optional().meta({ description: 'What the service does, for people' }),
    manager: z
      .enum(['pidfile', 'systemd', 'command'])
      .default('pidfile')
      .meta({
        description: 'Who owns the process',
        notSupportedYet: ['systemd', 'command'],
      }),
    command: fields.Command.optional().meta({ description: 'The command that runs the service' }),
    type: z.enum(['simple', 'forking']).default('simple').meta({
      description: 'simple: stays in the foreground; forking: daemonises and writes pid_file itself',
    }),
    pid_file: fields.AbsolutePath.optional().meta({ description: 'The file that names its process' }),
    user: fields.UserName.optional().meta({ description: 'User it runs as; needs root' }),
    group: fields.UserName.optional().meta({ description: 'Group it runs as', defaultText: "the user's" }),
    working_directory: fields.AbsolutePath.optional().meta({
      description: 'Folder it runs in',
      defaultText: '/',
    }),
    environment: z
      .record(fields.EnvironmentName, fields.Word)
      .default({})
      .meta({ description: 'Variables it is given' }),
    environment_file: fields.AbsolutePath.optional().meta({
      description: 'File with KEY=value lines, read at each start',
    }),
    umask: fields.Umask.prefault('0027').meta({ description: 'Mask of the files it creates' }),
    output: fields.LogPath.optional().meta({
      description: 'Its stdout and stderr, appended',
      defaultText: '/var/log/saikido/NAME.out',
    }),
    unit: fields.UnitName.optional().meta({ description: 'Existing systemd unit', ...notSupportedYet }),
    hardening: z
      .enum(['off', 'basic', 'strict'])
      .optional()
      .meta({
        description: 'Sandbox of the generated unit',
        ...notSupportedYet,
      }),
    commands: Commands.optional().meta({ description: 'Commands of manager command', ...notSupportedYet }),
    preflight: fields.Command.optional().meta({
      description: 'Must succeed before the healthy process is touched',
    }),
    stop: Stop.prefault({}).meta({ description: 'How it is stopped' }),
    cleanup: z.array(Cleanup).default([]).meta({
      description: 'Files that are removed once the old process is proven gone',
    }),
    start: Start.prefault({}).meta({ description: 'How it is started' }),
    health_check: HealthCheck.optional().meta({
      description: 'Probe that must pass: one of http, tcp and command',
    }),
    scheduler: z.enum(['cron', 'systemd']).default('cron').meta({ description: 'Who starts the script' }),
    cron_flavor: z
      .enum(['debian', 'cronie', 'busybox'])
      .default('debian')
      .meta({ description: 'Which cron' }),
    schedule: Schedule.optional().meta({ description: 'When it is restarted' }),
    log: Log.prefault({}).meta({ description: 'The log of the restarts' }),
    reopen_signal: fields.Signal.optional().meta({ description: 'The process reopens its output on it' }),
    alerts: Alerts.optional().meta({ description: 'Who is told', ...notSupportedYet }),
    metrics: Metrics.optional().meta({
      description: 'Prometheus textfile metrics',
      ...notSupportedYet,
    }),
    state_directory: fields.AbsolutePath.optional().meta({
      description: 'What the script remembers',
      defaultText: '/var/lib/saikido/NAME',
    }),
    script: fields.AbsolutePath.optional().meta({
      description: 'Where the script is installed',
      defaultText: '/usr/local/sbin/NAME-restart',
    }),
  })
  .meta({ id: 'service' });

/** A whole config file as a person writes it. */
export const WrittenConfig = z.strictObject({
  version: z.literal(1).default(1).meta({ description: 'Version of this format' }),
  install: z.enum(['system', 'user']).default('system').meta({
    description: 'system: for the whole machine, as root; user: everything below the home',
  }),
  defaults: z.record(z.string(), z.unknown()).default({}).meta({ description: 'Merged under every service' }),
  services: z
    .record(fields.ServiceName, WrittenService)
    .meta({ description: 'The processes, each by its name' }),
});
