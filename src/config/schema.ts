import * as z from 'zod/mini';
import * as fields from './fields.ts';
import { Namespace, PinnedImage, WorkloadName } from './fields-kubernetes.ts';
import { Cleanup, Commands, HealthCheck, Start, Stop } from './schema-process.ts';
import { Alerts, Log, Metrics } from './schema-reports.ts';
import { Schedule } from './schema-schedule.ts';
import { about } from './about.ts';

/** One service as a person writes it. The order of the keys is the order of the wizard and the README. */
export const WrittenService = about(
  z.strictObject({
    description: about(z.optional(fields.OneLine), { description: 'What the service does, for people' }),
    manager: about(z._default(z.enum(['pidfile', 'systemd', 'command', 'kubernetes']), 'pidfile'), {
      description: 'Who owns the process',
    }),
    command: about(z.optional(fields.Command), { description: 'The command that runs the service' }),
    type: about(z._default(z.enum(['simple', 'forking']), 'simple'), {
      description: 'simple: stays in the foreground; forking: daemonises and writes pid_file itself',
    }),
    pid_file: about(z.optional(fields.AbsolutePath), { description: 'The file that names its process' }),
    user: about(z.optional(fields.UserName), { description: 'User it runs as; needs root' }),
    group: about(z.optional(fields.UserName), { description: 'Group it runs as', defaultText: "the user's" }),
    working_directory: about(z.optional(fields.AbsolutePath), {
      description: 'Folder it runs in',
      defaultText: '/',
    }),
    environment: about(z._default(z.record(fields.EnvironmentName, fields.Word), {}), {
      description: 'Variables it is given',
    }),
    environment_file: about(z.optional(fields.AbsolutePath), {
      description: 'File with KEY=value lines, read at each start',
    }),
    umask: about(z.prefault(fields.Umask, '0027'), { description: 'Mask of the files it creates' }),
    output: about(z.optional(fields.LogPath), {
      description: 'Its stdout and stderr, appended',
      defaultText: '/var/log/saikido/NAME.out',
    }),
    unit: about(z.optional(fields.UnitName), { description: 'manager systemd: an existing unit' }),
    hardening: about(z.optional(z.enum(['off', 'basic', 'strict'])), {
      description: 'manager systemd with command: sandbox of the unit',
      defaultText: 'basic',
    }),
    commands: about(z.optional(Commands), { description: 'manager command: what it is managed by' }),
    workload: about(z.optional(WorkloadName), {
      description: 'manager kubernetes: what is rolled out anew, such as deployment/web',
    }),
    namespace: about(z.optional(Namespace), {
      description: 'manager kubernetes: the namespace of the workload',
      defaultText: 'default',
    }),
    image: about(z.optional(PinnedImage), {
      description: 'manager kubernetes: an image with kubectl, of a fixed version',
      defaultText: 'registry.k8s.io/kubectl:v1.34.1',
    }),
    preflight: about(z.optional(fields.Command), {
      description: 'Must succeed before the healthy process is touched',
    }),
    stop: about(z.prefault(Stop, {}), { description: 'How it is stopped' }),
    cleanup: about(z._default(z.array(Cleanup), []), {
      description: 'Files that are removed once the old process is proven gone',
    }),
    start: about(z.prefault(Start, {}), { description: 'How it is started' }),
    health_check: about(z.optional(HealthCheck), {
      description: 'Probe that must pass: one of http, tcp and command',
    }),
    scheduler: about(z._default(z.enum(['cron', 'systemd']), 'cron'), {
      description: 'Who starts the script',
    }),
    cron_flavor: about(z._default(z.enum(['debian', 'cronie', 'busybox']), 'debian'), {
      description: 'Which cron',
    }),
    schedule: about(z.optional(Schedule), { description: 'When it is restarted' }),
    log: about(z.prefault(Log, {}), { description: 'The log of the restarts' }),
    reopen_signal: about(z.optional(fields.Signal), { description: 'The process reopens its output on it' }),
    alerts: about(z.optional(Alerts), { description: 'Who is told' }),
    metrics: about(z.optional(Metrics), { description: 'Prometheus textfile metrics' }),
    state_directory: about(z.optional(fields.AbsolutePath), {
      description: 'What the script remembers',
      defaultText: '/var/lib/saikido/NAME',
    }),
    script: about(z.optional(fields.AbsolutePath), {
      description: 'Where the script is installed',
      defaultText: '/usr/local/sbin/NAME-restart',
    }),
  }),
  { id: 'service' },
);

/** A whole config file as a person writes it. */
export const WrittenConfig = z.strictObject({
  version: about(z._default(z.literal(1), 1), { description: 'Version of this format' }),
  install: about(z._default(z.enum(['system', 'user']), 'system'), {
    description: 'system: for the whole machine, as root; user: everything below the home',
  }),
  defaults: about(z._default(z.record(z.string(), z.unknown()), {}), {
    description: 'Merged under every service',
  }),
  services: about(z.record(fields.ServiceName, WrittenService), {
    description: 'The processes, each by its name, with the keys that follow',
  }),
});
