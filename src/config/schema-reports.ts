import * as z from 'zod/mini';
import { about } from './about.ts';
import * as fields from './fields.ts';

const Rotate = z.strictObject({
  frequency: about(z._default(z.enum(['hourly', 'daily', 'weekly', 'monthly', 'yearly']), 'weekly'), {
    description: 'How often logrotate starts a new file',
  }),
  keep: about(z._default(z.int().check(z.minimum(0), z.maximum(10_000)), 8), {
    description: 'How many old files are kept',
    must: 'a whole number from 0 to 10000',
  }),
  max_size: about(z.prefault(fields.ByteSize, '10M'), {
    description: 'Rotated earlier when larger than this',
  }),
  compress: about(z._default(z.boolean(), true), { description: 'gzip the old files' }),
});

export const Log = z.strictObject({
  file: about(z.optional(fields.LogPath), {
    description: 'Where each restart is logged',
    defaultText: '/var/log/saikido/NAME.log',
  }),
  syslog: about(z._default(z.boolean(), false), { description: 'Log to syslog as well' }),
  rotate: about(z.prefault(Rotate, {}), { description: 'When logrotate starts a new file' }),
});

const UrlFile = z.strictObject({
  url_file: about(fields.AbsolutePath, {
    description: 'File on the server that holds the URL, readable by root alone',
  }),
});

const Mail = z.strictObject({
  to: about(z.array(fields.MailAddress).check(z.minLength(1)), {
    description: 'Who gets the mail',
    must: 'a list of one or more mail addresses',
  }),
  from: about(z.optional(fields.MailAddress), { description: 'Sender of the mail' }),
});

const TOLD = ['failure', 'killed', 'recovery', 'success', 'skipped', 'started'] as const;

export const Alerts = z.strictObject({
  on: about(z._default(z.array(z.enum(TOLD)).check(z.minLength(1)), ['failure', 'killed', 'recovery']), {
    description: 'Outcomes that are told',
    must: `a list of one or more of ${TOLD.join(', ')}`,
  }),
  repeat_after: about(z.prefault(fields.Duration, '6h'), {
    description: 'The same failure is told again only after this',
  }),
  slack: about(z.optional(UrlFile), { description: 'Slack incoming webhook' }),
  webhook: about(z.optional(UrlFile), { description: 'Any webhook; it is sent JSON' }),
  email: about(z.optional(Mail), { description: 'Mail by sendmail' }),
  ping: about(z.optional(UrlFile), {
    description: "Dead man's switch: start, success and failure are pinged",
  }),
});

export const Metrics = z.strictObject({
  directory: about(fields.AbsolutePath, { description: 'Folder that node_exporter reads' }),
});
