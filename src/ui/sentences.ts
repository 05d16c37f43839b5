import type { Problem } from '../problem.ts';

type Sentences = Readonly<Record<string, (args: Problem['args']) => string>>;

const OF_FILES: Sentences = {
  'missing-file': () => 'there is no such file; "saikido init" makes one, --config names another',
  'not-a-file': () => 'must be a file (got a folder)',
  'unreadable-file': ({ reason }) => `cannot be read (${reason})`,
  'huge-file': () => 'must be at most 32 MiB',
  'not-utf8': () => 'must be text in UTF-8',
  'broken-syntax': ({ message }) => `is not valid YAML: ${message}`,
  'needs-quotes': ({ sign }) => `must be in quotes: to YAML ${sign} at the beginning means something else`,
  'holds-nul': () => 'must be text without NUL; save it as UTF-8',
  'wrong-merge': () => '<< must be followed by the alias of a mapping, or by a list of these',
  'second-document': () => 'must be one document; remove the line --- and what follows',
  'unresolved-alias': ({ name }) => `the alias *${name} must follow its anchor &${name}`,
  'too-many-aliases': () => 'must not use aliases of aliases in such numbers; write the values out',
  endless: () => 'must not be nested so deeply, nor hold an alias of itself',
  'duplicate-key': ({ key }) => `the key ${key} must be given once; remove one of the two`,
  'not-a-mapping': ({ got }) => `must be a mapping that begins with services: (got ${got})`,
  'too-deep': ({ deepest }) => `must be nested at most ${deepest} levels deep`,
  'too-many-values': () => 'must hold at most 2 million values, aliases counted at each use',
};

const OF_KEYS: Sentences = {
  'wrong-value': ({ must, got }) => `must be ${must} (got ${got})`,
  'wrong-key': ({ must, got }) => `must be ${must} (got ${got})`,
  'wrong-kind': ({ must }) => `must be ${must}`,
  unquoted: ({ got }) => `must be text: put quotes around it (got ${got})`,
  'missing-key': ({ must }) => `must be given: ${must}`,
  'unknown-key': ({ nearest, known }) => {
    if (nearest !== undefined) return `is not a known key; did you mean ${nearest}?`;
    const way = known === undefined ? '"saikido schema" lists the keys' : `known here: ${known}`;
    return `is not a known key (${way})`;
  },
  'foreign-key': ({ tool, key, here }) => `is not a known key: ${tool}'s ${key} is ${here} here`,
  'reserved-key': () => 'is not a known key; remove it',
  'literal-url': () =>
    'must not hold the URL itself, which is a secret: put it into a file on the server and name that file as url_file',
  'no-services': () => 'must name at least one service',
};

const OF_PROCESSES: Sentences = {
  'no-command': () => 'must be given: the command that runs the service, with an absolute path',
  'no-commands': () => 'must be given: start and stop, and status or pid to tell whether it runs',
  'no-workload': () => 'must be given: what is restarted, such as deployment/web',
  'no-schedule': () => 'must be given: all that is made for a workload is the CronJob that restarts it',
  'long-cronjob-name': ({ longest }) =>
    `must be at most ${longest} long with manager: kubernetes, which names its CronJobs after it`,
  'no-unit': () =>
    'must be given: an existing unit such as worker.service, or command for a unit that is generated',
  'unit-of-template': ({ unit, instance }) =>
    `must be a unit that systemd can start: ${unit} is a template, so name an instance such as ${instance}`,
  'unit-and-command': () =>
    'must not stand beside command: unit is one that exists, command makes a new one; keep one of them',
  'key-of-other-manager': ({ why }) => `must not be given here: ${why}; remove it`,
  'shared-unit': ({ unit, other }) => `must differ from that of ${other} (both are ${unit})`,
  'unit-of-timer': ({ unit, other }) =>
    `must not be ${unit}, which the schedule of ${other} makes; use scheduler: cron there, or another name`,
  'no-pid-file': () => 'must be given: the file that names its process, such as /run/NAME/NAME.pid',
  'shell-sign': ({ sign }) =>
    `holds the word ${sign}, which no shell reads: the program gets it as it is; quote it, or name a script that does this`,
  'no-probe': () => 'must have one of http, tcp and command',
  'many-probes': ({ probes }) => `must be the only probe (got ${probes}); keep one of them`,
  'kill-false-with-kill': () =>
    'must not be false while stop.signal is KILL; use another signal such as TERM',
  'reopen-by-kill': () =>
    'must not be KILL, which ends the process; use the signal on which it reopens its files, such as HUP or USR1',
  'reopen-is-stop': ({ signal }) => `must differ from stop.signal (both are ${signal})`,
  'name-of-bash': () => 'must not be set: bash, which starts the process, keeps this name for itself',
  'mark-in-environment': () => 'must not be set: Saikido sets it to find the processes of the service',
  'endless-attempts': ({ attempts, years }) =>
    `must be shorter, or start.attempts smaller: it doubles each time, and the pauses of ${attempts} attempts would last ${years} years`,
  'settle-above-timeout': () =>
    'must not be longer than start.timeout; raise start.timeout or lower start.settle',
  'user-needs-root': () =>
    'must not be given with install: user, which runs everything as that user; remove it or use install: system',
};

const OF_PATHS: Sentences = {
  'home-path': ({ path }) =>
    `must not begin with ~/ (got "${path}") while install is system; write the path from / on`,
  'script-outside-home': ({ path }) => `must begin with ~/ while install is user (got "${path}")`,
  'script-name': ({ name }) =>
    `must end in a name of letters, digits, "_" and "-", at most 64 long, as cron ignores others (got "${name}")`,
  'kernel-path': ({ path }) => `must not lie in /proc, /sys or /dev (got "${path}")`,
  'pid-file-in-tmp': () => 'should not lie in a folder that everyone may write to; use /run/NAME/NAME.pid',
  'state-protected': ({ path, why }) =>
    `must be a folder of the service alone: ${path} ${why}; use one such as /var/lib/saikido/NAME`,
  'shared-path': ({ path, other }) => `must differ from ${other} (both are "${path}")`,
  'below-a-file': ({ folder, other }) => `must not lie below ${folder}, which is a file (${other})`,
  'in-state-of-other': ({ folder, other }) => `must not lie in ${folder}, which is ${other}`,
  'shared-script-name': ({ name, other }) =>
    `must not end in the same name as ${other} (both end in "${name}"), since files in cron.d and logrotate.d are named after it`,
  'cleanup-protected': ({ path, why }) => `must be a folder of the service alone: ${path} ${why}`,
  'pattern-in-path': () => 'is one folder, by this very name; a pattern of its files goes into match',
  'cleanup-holds': ({ path, holds, other }) =>
    `must not be ${path}, which holds ${holds} (${other}); use a folder of its own`,
};

const OF_LANGUAGES: Sentences = {
  'not-of-the-language': ({ language, what, got }) =>
    `must be without ${what}, which ${language} cannot hold (got ${got})`,
};

const OF_SCHEDULES: Sentences = {
  'cron-and-every': () => 'must not stand beside cron; keep one of them',
  'neither-cron-nor-every': () => 'must have cron or every',
  'every-not-even': ({ every, nearest }) =>
    `must be an interval that cron can keep (got ${every}); the nearest is ${nearest}, or use scheduler: systemd`,
  'cron-of-busybox': () =>
    "must not limit both day of month and day of week with a step such as */2: BusyBox's cron would take either; limit one of them, or use scheduler: systemd",
  'timezone-of-interval': () => 'must stand beside cron; an interval has no time zone',
  'timezone-not-honoured': ({ cron_flavor }) =>
    `must not be given with cron_flavor: ${cron_flavor}, whose cron runs everything in the zone of the host; remove it, or use scheduler: systemd or cron_flavor: cronie`,
  'ensure-of-kubernetes': () =>
    'must be restart with manager: kubernetes, which starts what died by itself; remove the entry',
  'cron-of-kubernetes': () =>
    'must not limit both day of month and day of week with a step such as */2: a CronJob would take either; name the days',
  'repeated-entry': () => 'must not repeat an earlier entry; remove it',
};

const OF_GATES: Sentences = {
  'no-gate': () =>
    'must have at least one of memory_above, uptime_above, load_below, pressure_below and command',
  'no-pressure': () => 'must have at least one of cpu, memory and io',
  'gate-of-other-action': ({ action }) =>
    `must not be given with action: ${action}, which goes ahead at any time; remove it or use action: restart`,
  'sustained-without-memory': () =>
    'must stand beside memory_above, whose checks it counts; add that or remove it',
  'wait-without-gate': () =>
    'must stand beside load_below, pressure_below or command: memory and uptime are not waited for',
  'otherwise-without-wait': () => 'must stand beside a wait above zero, at whose end it counts; remove it',
  'wait-above-interval': ({ gap }) =>
    `must, with jitter, be shorter than the time to the next run, which is ${gap}`,
  'jitter-above-interval': ({ gap }) => `must be at most the time to the next run, which is ${gap}`,
  'gate-needs-pid': () => 'must not be given without commands.pid, which tells the process; add that',
};

const OF_REPORTS: Sentences = {
  'no-channel': () => 'must have one or more of slack, webhook, email and ping, or nobody is told',
};

const OF_BUNDLES: Sentences = {
  'unknown-service': ({ known }) => `is not in the config (it has ${known})`,
  'same-file-twice': ({ path }) =>
    `must not make two generated files the same: ${path}; change a service's name or script`,
  'place-of-generated': ({ path, file, other }) =>
    `must keep away from the generated file ${file} of ${other} (got "${path}"); use another path`,
  'nothing-for-ansible': () =>
    'has no service on a host: --for ansible would have nothing to install; remove it',
  'nothing-for-kubernetes': () =>
    'has no service of manager: kubernetes: --for kubernetes would add nothing; remove it',
  'workload-without-manifest': () => 'is given no manifest; --for kubernetes adds it',
  'cannot-be-written': ({ language, value }) =>
    `must not have the value ${value}, which ${language} cannot hold`,
};

/** What follows the path, by the problem's code. */
export const SENTENCES: Sentences = {
  ...OF_FILES,
  ...OF_KEYS,
  ...OF_PROCESSES,
  ...OF_PATHS,
  ...OF_LANGUAGES,
  ...OF_SCHEDULES,
  ...OF_GATES,
  ...OF_REPORTS,
  ...OF_BUNDLES,
};
