import * as z from 'zod';
import * as fields from './fields.ts';

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

export const Log = z.strictObject({
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

export const Alerts = z.strictObject({
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

export const Metrics = z.strictObject({
  directory: fields.AbsolutePath.meta({ description: 'Folder that node_exporter reads' }),
});
