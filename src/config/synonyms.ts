/** Words of other tools: in lower case without `_`, `-` and blanks; then the tool, and where the idea lives here. */
const SYSTEMD = {
  execstart: 'command',
  execstartpre: 'preflight',
  execcondition: 'preflight',
  execreload: 'reopen_signal',
  execstop: 'stop.signal',
  killsignal: 'stop.signal',
  killmode: 'stop.scope',
  sendsigkill: 'stop.kill',
  timeoutstopsec: 'stop.timeout',
  timeoutstartsec: 'start.timeout',
  timeoutsec: 'start.timeout and stop.timeout',
  restartsec: 'start.retry_delay',
  restart: 'a schedule entry with action: ensure',
  startlimitburst: 'start.attempts',
  pidfile: 'pid_file',
  user: 'user',
  group: 'group',
  environment: 'environment',
  umask: 'umask',
  description: 'description',
  type: 'type',
  workingdirectory: 'working_directory',
  environmentfile: 'environment_file',
  standardoutput: 'output',
  standarderror: 'output',
  statedirectory: 'state_directory',
  logsdirectory: 'log.file',
  oncalendar: 'schedule',
  onunitactivesec: 'schedule with every',
  onbootsec: 'schedule with every',
  randomizeddelaysec: 'jitter of a schedule entry',
  memorymax: 'when.memory_above of a schedule entry',
  memoryhigh: 'when.memory_above of a schedule entry',
} as const;

const SUPERVISOR = {
  stopwaitsecs: 'stop.timeout',
  stopsignal: 'stop.signal',
  stopasgroup: 'stop.scope',
  killasgroup: 'stop.scope',
  directory: 'working_directory',
  autorestart: 'a schedule entry with action: ensure',
  autostart: 'a schedule entry with action: ensure',
  startsecs: 'start.settle',
  startretries: 'start.attempts',
  stdoutlogfile: 'output',
  stderrlogfile: 'output',
  redirectstderr: 'output',
  stdoutlogfilemaxbytes: 'log.rotate.max_size',
  stdoutlogfilebackups: 'log.rotate.keep',
  logfile: 'log.file',
} as const;

const PM2 = {
  cwd: 'working_directory',
  args: 'command',
  interpreter: 'command',
  execinterpreter: 'command',
  cronrestart: 'schedule',
  killtimeout: 'stop.timeout',
  listentimeout: 'start.timeout',
  minuptime: 'start.settle',
  maxrestarts: 'start.attempts',
  restartdelay: 'start.retry_delay',
  exprestartdelay: 'start.retry_delay',
  maxmemoryrestart: 'when.memory_above of a schedule entry',
  env: 'environment',
  envfile: 'environment_file',
  outfile: 'output',
  errorfile: 'output',
  treekill: 'stop.scope',
  uid: 'user',
  gid: 'group',
} as const;

const MONIT = {
  pidfile: 'pid_file',
  matching: 'command',
  startprogram: 'command',
  stopprogram: 'stop.signal',
  restartprogram: 'command',
  withtimeout: 'start.timeout',
  checkprocess: 'a name below services',
  depends: 'preflight',
  totalmem: 'when.memory_above of a schedule entry',
  asuid: 'user',
  asgid: 'group',
} as const;

const DOCKER = {
  entrypoint: 'command',
  restart: 'a schedule entry with action: ensure',
  workingdir: 'working_directory',
  stopgraceperiod: 'stop.timeout',
  healthcheck: 'health_check',
} as const;

/** In order: where two tools share a word, the first one is named; systemd alone writes capitals. */
const TOOLS: readonly (readonly [tool: string, words: Readonly<Record<string, string>>])[] = [
  ['Supervisor', SUPERVISOR],
  ['PM2', PM2],
  ['monit', MONIT],
  ['docker compose', DOCKER],
  ['systemd', SYSTEMD],
];

function plain(word: string): string {
  return word.toLowerCase().replace(/[_\- ]/g, '');
}

/** The tool that a key comes from, and what Saikido calls it. */
export function foreignWord(key: string): { readonly tool: string; readonly here: string } | undefined {
  const word = plain(key);
  const tools = /[A-Z]/.test(key) ? TOOLS.toReversed() : TOOLS;
  for (const [tool, words] of tools) {
    const here = Object.hasOwn(words, word) ? words[word] : undefined;
    if (here !== undefined) return { tool, here };
  }
  return undefined;
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The known key that was probably meant: a third of its letters may be wrong; case, `_` and `-` do not count. */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  if (key.length > 64) return undefined;
  const word = plain(key);
  let nearest: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const far = distance(word, plain(candidate));
    if (far < least && far <= Math.max(1, Math.floor(candidate.length / 3))) {
      nearest = candidate;
      least = far;
    }
  }
  return nearest;
}
