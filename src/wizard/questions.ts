import { keyFacts } from '../config/key.ts';
import { answerAt, type Draft } from './draft.ts';
import { kindOfDraft } from './manager.ts';
import type { Path } from './tree.ts';

/** How a question is put, where it takes more than one prompt for one key. */
type Dialogue =
  | 'process'
  | 'manager'
  | 'commands'
  | 'name'
  | 'install'
  | 'stop'
  | 'health'
  | 'cleanup'
  | 'schedule'
  | 'ensure'
  | 'key';

export interface Question {
  readonly dialogue: Dialogue;
  /** The key of the service; where a dialogue asks for several, the first of them. */
  readonly path: Path;
  readonly label: string;
  readonly level: 'beginner' | 'more';
  /** Asked only where this holds, beside that the key says something to the manager. */
  readonly when?: (draft: Draft) => boolean;
}

function key(path: string, label: string, when?: Question['when']): Question {
  const common = { dialogue: 'key', path: path.split('.'), label, level: 'more' } as const;
  return when === undefined ? common : { ...common, when };
}

function first(dialogue: Dialogue, path: string, label: string): Question {
  return { dialogue, path: path.split('.'), label, level: 'beginner' };
}

const asRoot = (draft: Draft) => draft.install === 'system';
const isProbed = (draft: Draft) => answerAt(draft, ['health_check']) !== undefined;
const byCron = (draft: Draft) => answerAt(draft, ['scheduler']) === 'cron';
const byHand = (draft: Draft) => answerAt(draft, ['type']) === 'simple';

const inBackground = (draft: Draft) => kindOfDraft(draft) === 'generated' && !byHand(draft);
const onHost = (draft: Draft) => kindOfDraft(draft) !== 'kubernetes';

const isMailed = (draft: Draft) => answerAt(draft, ['alerts', 'email', 'to']) !== undefined;
const channels = [['slack', 'url_file'], ['webhook', 'url_file'], ['email', 'to'], ['ping', 'url_file']]; // prettier-ignore
const isTold = (draft: Draft) =>
  channels.some((channel) => answerAt(draft, ['alerts', ...channel]) !== undefined);

/** Every question in the order of the dialogue; a new one is a row here, and its key has a flag. The words below the label come from the schema. */
export const questions: readonly Question[] = [
  first('process', 'command', 'Process'),
  { dialogue: 'install', path: ['install'], label: 'Install for', level: 'beginner', when: onHost },
  first('commands', 'commands.start', 'Commands'),
  first('key', 'workload', 'Workload'),
  first('name', 'name', 'Name'),
  first('key', 'pid_file', 'PID file'),
  first('stop', 'stop.signal', 'Stop with'),
  first('health', 'health_check.http', 'Health check'),
  first('cleanup', 'cleanup', 'Clean-up'),
  first('schedule', 'schedule', 'Schedule'),
  first('key', 'scheduler', 'Scheduler'),
  first('key', 'log.rotate.frequency', 'Log rotation'),
  key('description', 'Description'),
  { dialogue: 'manager', path: ['manager'], label: 'Manager', level: 'more' },
  key('hardening', 'Hardening'),
  key('type', 'Type'),
  key('pid_file', 'PID file', inBackground),
  key('user', 'User', asRoot),
  key('group', 'Group', asRoot),
  key('working_directory', 'Folder'),
  key('environment', 'Environment'),
  key('environment_file', 'Variables file'),
  key('umask', 'Umask'),
  key('output', 'Output'),
  key('namespace', 'Namespace'),
  key('image', 'Image'),
  key('preflight', 'Preflight'),
  key('stop.kill', 'KILL at last'),
  key('stop.scope', 'Stop scope'),
  key('start.timeout', 'Start timeout'),
  key('start.settle', 'Settle'),
  key('start.attempts', 'Attempts'),
  key('start.retry_delay', 'Retry delay'),
  key('health_check.interval', 'Probe interval', isProbed),
  key('health_check.timeout', 'Probe timeout', isProbed),
  key('cron_flavor', 'Cron flavor', byCron),
  { dialogue: 'ensure', path: ['schedule'], label: 'If it died', level: 'more', when: onHost },
  key('log.file', 'Log file'),
  key('log.syslog', 'Syslog'),
  key('log.rotate.keep', 'Old logs kept'),
  key('log.rotate.max_size', 'Log size'),
  key('log.rotate.compress', 'Compress logs'),
  key('reopen_signal', 'Reopen signal', byHand),
  key('alerts.slack.url_file', 'Slack'),
  key('alerts.webhook.url_file', 'Webhook'),
  key('alerts.email.to', 'Mail to'),
  key('alerts.email.from', 'Mail from', isMailed),
  key('alerts.ping.url_file', 'Ping'),
  key('alerts.on', 'Tell of', isTold),
  key('alerts.repeat_after', 'Repeat after', isTold),
  key('metrics.directory', 'Metrics'),
  key('state_directory', 'State folder'),
  key('script', 'Script'),
];

/** What the schema says of the question's key. */
export function hintOf({ path }: Question): string {
  return keyFacts(path).description;
}
