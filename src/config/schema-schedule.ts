import * as z from 'zod/mini';
import * as fields from './fields.ts';
import { about } from './about.ts';

/** Below zero nothing ever is; the kernel gives two decimals. */
const percent = about(z.number().check(z.minimum(0.01), z.maximum(100)), {
  must: 'a percentage above 0, at most 100',
});

const Pressure = about(
  z.strictObject({
    cpu: about(z.optional(percent), { description: 'Share of the time that processes waited for the CPU' }),
    memory: about(z.optional(percent), { description: 'Share of the time that processes waited for memory' }),
    io: about(z.optional(percent), { description: 'Share of the time that processes waited for the disk' }),
  }),
  { description: 'Only while the pressure (PSI some avg60, in percent) is below' },
);

export const When = z.strictObject({
  memory_above: about(z.optional(fields.ByteSize), {
    description: 'Only when it holds more memory than this',
  }),
  uptime_above: about(z.optional(fields.Duration), {
    description: 'Only when it has been up longer than this',
  }),
  sustained: about(z._default(z.int().check(z.minimum(1), z.maximum(1000)), 1), {
    description: 'At how many checks in a row the memory must be above',
    must: 'a whole number from 1 to 1000',
  }),
  load_below: about(z.optional(z.number().check(z.minimum(0.01), z.maximum(10_000))), {
    description: 'Only while the 1-minute load average per CPU is below',
    must: 'a number from 0.01 to 10000 such as 0.7',
  }),
  pressure_below: z.optional(Pressure),
  command: about(z.optional(fields.Command), { description: 'Only when this command exits 0' }),
  wait: about(z.prefault(fields.Duration, '0s'), {
    description: 'How long to wait for load, pressure and command',
  }),
  otherwise: about(z._default(z.enum(['skip', 'restart']), 'skip'), {
    description: 'What to do once wait is over',
  }),
});

const ScheduleEntry = z.strictObject({
  cron: about(z.optional(fields.CronExpression), { description: 'Five cron fields, or @daily and the like' }),
  every: about(z.optional(fields.PositiveDuration), {
    description: 'A fixed interval instead of a cron expression',
  }),
  action: about(z._default(z.enum(['restart', 'ensure', 'sample']), 'restart'), {
    description: 'restart; ensure: start it if it died; sample: note its memory and the load of the host',
  }),
  timezone: about(z.optional(fields.Timezone), {
    description: 'Zone of the expression, where the scheduler can honour it',
  }),
  jitter: about(z.optional(fields.PositiveDuration), {
    description: 'Window over which the hosts spread: each is as late every time, decided on the host',
  }),
  when: about(z.optional(When), { description: 'Gates: conditions under which a restart goes ahead' }),
});

const ScheduleItem = about(z.union([fields.CronExpression, ScheduleEntry]), {
  must: 'a cron expression, or an entry with cron or every',
});

export const Schedule = about(
  z.union([
    fields.CronExpression,
    ScheduleEntry,
    about(z.array(ScheduleItem).check(z.maxLength(100)), { must: 'a list of at most 100 entries' }),
  ]),
  { must: 'a cron expression, an entry with cron or every, or a list of these' },
);
