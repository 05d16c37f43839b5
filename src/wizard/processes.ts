import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { unitIn } from './cgroup.ts';

/** A running process, as /proc tells it. */
export interface RunningProcess {
  readonly pid: number;
  /** Name of its effective user, or the number where /etc/passwd has none. */
  readonly user: string;
  readonly uid: number;
  /** Name of its group where that is not the user's own. */
  readonly group?: string;
  /** Resident memory, in bytes. */
  readonly memory: number;
  /** Seconds since its start. */
  readonly uptime: number;
  readonly words: readonly string[];
  /** Absent where /proc does not let us see it. */
  readonly folder?: string;
  readonly program?: string;
  /** The unit of the system's systemd that keeps it. */
  readonly unit?: string;
}

/** Linux shows times to user space in hundredths of a second on every architecture. */
const TICKS = 100;

interface Account {
  readonly name: string;
  readonly gid: number;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function rows(path: string): string[][] {
  return (readText(path) ?? '').split('\n').map((line) => line.split(':'));
}

function readAccounts(): Map<number, Account> {
  return new Map(
    rows('/etc/passwd')
      .filter((row) => row.length >= 4)
      .map(([name, , uid, gid]) => [Number(uid), { name: name ?? '', gid: Number(gid) }]),
  );
}

function readGroups(): Map<number, string> {
  return new Map(
    rows('/etc/group')
      .filter((row) => row.length >= 3)
      .map(([name, , gid]) => [Number(gid), name ?? '']),
  );
}

interface Known {
  readonly accounts: ReadonlyMap<number, Account>;
  readonly groups: ReadonlyMap<number, string>;
  readonly uptime: number;
}

function readKnown(): Known {
  return {
    accounts: readAccounts(),
    groups: readGroups(),
    uptime: Number.parseFloat(readText('/proc/uptime') ?? '0'),
  };
}

/** The fields of /proc/PID/stat after the name, which may itself hold blanks and brackets; [0] is the state. */
function readStat(pid: number): string[] | undefined {
  const text = readText(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function statusNumber(status: string, key: string, index: number): number {
  const line = new RegExp(String.raw`^${key}:\s+(.*)$`, 'm').exec(status)?.[1];
  return Number.parseInt(line?.split(/\s+/)[index] ?? '', 10);
}

function readProcess(pid: number, known: Known): RunningProcess | undefined {
  const commandLine = readText(`/proc/${pid}/cmdline`);
  const status = readText(`/proc/${pid}/status`);
  const stat = readStat(pid);
  if (!commandLine || status === undefined || stat === undefined || stat[0] === 'Z') return undefined;
  const uid = statusNumber(status, 'Uid', 1);
  const gid = statusNumber(status, 'Gid', 1);
  const account = known.accounts.get(uid);
  const folder = readLink(`/proc/${pid}/cwd`);
  const unit = unitIn(readText(`/proc/${pid}/cgroup`) ?? '');
  const program = readLink(`/proc/${pid}/exe`)?.replace(/ \(deleted\)$/, '');
  return {
    pid,
    uid,
    user: account?.name ?? String(uid),
    ...(account?.gid === gid ? {} : { group: known.groups.get(gid) ?? String(gid) }),
    memory: (statusNumber(status, 'VmRSS', 0) || 0) * 1024,
    uptime: Math.max(0, known.uptime - Number(stat[19]) / TICKS),
    words: commandLine.replace(/\0$/, '').split('\0'),
    ...(folder === undefined || folder.endsWith(' (deleted)') ? {} : { folder }),
    ...(program === undefined ? {} : { program }),
    ...(unit === undefined ? {} : { unit }),
  };
}

function ancestors(pid: number): Set<number> {
  const found = new Set<number>();
  for (let next = pid; next > 0 && !found.has(next); next = Number(readStat(next)?.[1] ?? 0)) found.add(next);
  return found;
}

/** What could be a service, the largest first: no kernel thread (they have no command line), not us, none above us. */
export function listProcesses(): RunningProcess[] {
  if (!existsSync('/proc/self/stat')) return [];
  const own = ancestors(process.pid);
  const known = readKnown();
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid > 1 && !own.has(pid))
    .map((pid) => readProcess(pid, known))
    .filter((found) => found !== undefined)
    .sort((left, right) => right.memory - left.memory || left.pid - right.pid);
}

/** One process; `undefined` when there is none, or when it is a kernel thread. */
export function findProcess(pid: number): RunningProcess | undefined {
  return readProcess(pid, readKnown());
}
