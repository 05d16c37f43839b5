import { answerFlags, installFlag, serviceFlag } from './wizard/flags.ts';

/** One flag as a person types it. Without `value` it is a switch. */
export interface Flag {
  /** Without the dashes: `dry-run`. A command receives it as `dry_run`. */
  readonly name: string;
  /** Stands in the help text for what the flag takes. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** May be given several times; the command receives a list. */
  readonly repeat?: true;
  /** The key of a service that it sets; an empty value unsets it. */
  readonly path?: string;
  readonly says: string;
}

export interface Command {
  readonly name: string;
  readonly says: string;
  readonly flags: readonly Flag[];
  /** What it takes beside flags, once or more; the command receives the list by this name in lower case. */
  readonly operands?: { readonly name: string; readonly says: string };
  /** It waits for a person or for other programs, and so ends tidily when it is interrupted. */
  readonly waits?: true;
}

const config: Flag = {
  name: 'config',
  value: 'FILE',
  default: 'saikido.yaml',
  says: 'the config file, YAML or JSON',
};
const out: Flag = { name: 'out', value: 'DIR', default: 'saikido-out', says: 'the folder of the bundle' };

const target: Flag = {
  name: 'for',
  value: 'ansible|kubernetes',
  choices: ['ansible', 'kubernetes'],
  repeat: true,
  says: 'add a role and playbooks, or the manifests of manager: kubernetes',
};

const logs = {
  name: 'LOG',
  says: 'a log file (gzip, too), a folder of logs, - for standard input; HOST=LOG says whose log it is',
} as const;

function format(...choices: string[]): Flag {
  return {
    name: 'format',
    value: choices.join('|'),
    choices,
    default: 'text',
    says: 'how the result is printed',
  };
}

/** Every command, in the order of the help text. */
export const commands: readonly Command[] = [
  {
    name: 'init',
    waits: true,
    says: 'ask, write the config, generate and check',
    flags: [
      config,
      out,
      { name: 'from-pid', value: 'PID', says: 'take command, user and folder from a running process' },
      { name: 'yes', says: 'ask nothing: take the defaults and the flags' },
      serviceFlag,
      installFlag,
      ...answerFlags,
    ],
  },
  {
    name: 'generate',
    says: 'write the bundle of a config',
    flags: [
      config,
      out,
      {
        name: 'service',
        value: 'NAME',
        repeat: true,
        says: 'the bundle of this service alone, in a folder without others',
      },
      target,
      { name: 'archive', value: 'FILE', says: 'pack the bundle into this .tar.gz as well' },
      { name: 'dry-run', says: 'print what would change, as a diff' },
      { name: 'check', says: 'write nothing; exit 1 when the folder differs' },
      { name: 'verify', says: 'run every check on the staged copy first' },
    ],
  },
  {
    name: 'check',
    waits: true,
    says: 'run every checker on the rendered bundle',
    flags: [
      config,
      format('text', 'json', 'junit', 'sarif'),
      { name: 'strict', says: 'a skipped check counts as failed' },
      target,
      { name: 'no-rehearsal', says: 'do not run the generated script' },
      { name: 'shellcheck', value: 'PATH', says: 'the shellcheck to use' },
    ],
  },
  {
    name: 'diff',
    says: 'compare the installed files with what the config would generate',
    flags: [
      config,
      {
        name: 'root',
        value: 'DIR',
        default: '/',
        says: 'the root of the installed files; with install: user the home',
      },
    ],
  },
  {
    name: 'explain',
    says: 'say what will run when, in plain words',
    flags: [
      config,
      { name: 'next', value: 'N', default: '3', says: 'how many runs to list' },
      { name: 'from', value: 'ISO-8601', says: 'count from this instant instead of now' },
      format('text', 'json'),
      { name: 'html', value: 'FILE', says: 'write a page with the week as well' },
    ],
  },
  {
    name: 'report',
    waits: true,
    says: 'sum up the restarts that logs tell of, with memory freed',
    operands: logs,
    flags: [
      format('text', 'json'),
      { name: 'html', value: 'FILE', says: 'write a page with charts as well' },
    ],
  },
  {
    name: 'recommend',
    waits: true,
    says: 'learn from samples and logs when to restart, and write the schedule',
    operands: logs,
    flags: [
      format('text', 'json'),
      { name: 'limit', value: 'SIZE', says: 'the memory that it may hold, such as 800M' },
    ],
  },
  { name: 'schema', says: "print the config's JSON Schema", flags: [] },
];
