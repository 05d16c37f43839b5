import * as z from 'zod';
import * as fields from './fields.ts';
import { notSupportedYet } from './walk.ts';

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

export const Schedule = z
  .union([
    fields.CronExpression,
    ScheduleEntry,
    z.array(ScheduleItem).max(100).meta({ must: 'a list of at most 100 entries' }),
  ])
  .meta({ must: 'a cron expression, an entry with cron or every, or a list of these' });
