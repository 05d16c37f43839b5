import * as z from 'zod';
import * as fields from './fields.ts';
import { Cleanup, Commands, HealthCheck, Start, Stop } from './schema-process.ts';
import { Alerts, Log, Metrics } from './schema-reports.ts';
import { Schedule } from './schema-schedule.ts';
import { notSupportedYet } from './walk.ts';

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
