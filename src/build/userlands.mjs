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
const core = [
  'actions',
  'adoption',
  'environment',
  'identity',
  'locking',
  'pidfile',
  'starting',
  'stopping',
  'tools',
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

/** Runs the core tests of the script with the userland of each suite. One that cannot be made counts as failed. */
export async function runUserlands(wanted = suites.slice(0, 1), files = core) {
  const sum = { passed: 0, failed: 0 };
  for (const suite of wanted) {
    const folder = getUserland(suite);
    const inside = ['bash', path.join(root, 'test/portability/inside.bash'), folder];
    const paths = files.map((name) => `test/script/${name}.bats`);
    const result = folder === undefined ? { passed: 0, failed: 1 } : await runFiles(paths, inside);
    console.log(`${suite}: ${result.passed} passed, ${result.failed} failed`);
    sum.passed += result.passed;
    sum.failed += result.failed;
  }
  return sum;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [only, ...files] = process.argv.slice(2);
  const { passed, failed } = await runUserlands(only ? [only] : suites, files.length > 0 ? files : core);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
