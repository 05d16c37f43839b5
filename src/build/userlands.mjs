import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runFiles } from './bats.mjs';
import { root } from './run.mjs';

/** Debian's releases: bash 5.1 with coreutils 8.32, 5.2 with 9.1 and with 9.7. `npm test` takes the oldest. */
const suites = ['bullseye', 'bookworm', 'trixie'];
/** What the tests need beside the essential packages; Node is this machine's and needs its library. */
const packages = ['busybox-static', 'curl', 'libstdc++6', 'mount', 'procps', 'util-linux'];
/** Milliseconds to make one; it takes half a minute. */
const TIMEOUT = 240_000;
// Not identity: its threads need more of perl than these hold.
const core = [
  'actions',
  'adoption',
  'environment',
  'locking',
  'pidfile',
  'starting',
  'state',
  'stopping',
  'tools',
  'users',
];

/** Where this machine's own packages come from; elsewhere than on Debian mmdebstrap knows a mirror. */
function mirror() {
  const lists = ['/etc/apt/sources.list', '/etc/apt/sources.list.d/debian.sources'].filter((file) =>
    existsSync(file),
  );
  const text = lists.map((file) => readFileSync(file, 'utf8')).join('\n');
  const found = /^(?:URIs: *|deb +(?:\[[^\]]*\] +)?)(\S+\/debian)\/?(?:\s|$)/m.exec(text);
  return found === null ? [] : [found[1]];
}

/** The root of a suite, made once below the user's cache; undefined when it cannot be made. */
function getUserland(suite) {
  const cache = path.join(os.homedir(), '.cache/saikido-tests');
  const folder = path.join(cache, suite);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const half = `${folder}.new`;
  rmSync(half, { recursive: true, force: true });
  const flags = ['--quiet', '--variant=essential', `--include=${packages.join(',')}`];
  const options = { stdio: 'inherit', timeout: TIMEOUT, killSignal: 'SIGKILL' };
  console.log(`mmdebstrap ${suite}`);
  const { status } = spawnSync('mmdebstrap', [...flags, suite, half, ...mirror()], options);
  if (status !== 0) return undefined;
  renameSync(half, folder);
  return folder;
}

/** What a userland is handed to as a command, or undefined when it cannot be made. */
function wayInto(name) {
  if (name === 'busybox') return ['bash', path.join(root, 'test/portability/busybox.bash')];
  const folder = getUserland(name);
  return folder && ['bash', path.join(root, 'test/portability/inside.bash'), folder];
}

/** With BusyBox those whose own helpers need nothing else. */
const filesOf = (name) => (name === 'busybox' ? ['actions', 'stopping'] : core);

/** Runs the core tests of the script with each userland. One that cannot be made counts as failed. */
export async function runUserlands(wanted = ['bullseye', 'busybox'], files) {
  const sum = { passed: 0, failed: 0 };
  for (const name of wanted) {
    const inside = wayInto(name);
    const paths = (files ?? filesOf(name)).map((file) => `test/script/${file}.bats`);
    const result = inside === undefined ? { passed: 0, failed: 1 } : await runFiles(paths, inside);
    console.log(`${name}: ${result.passed} passed, ${result.failed} failed`);
    sum.passed += result.passed;
    sum.failed += result.failed;
  }
  return sum;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [only, ...files] = process.argv.slice(2);
  const { passed, failed } = await runUserlands(
    only ? [only] : [...suites, 'busybox'],
    files.length > 0 ? files : undefined,
  );
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
