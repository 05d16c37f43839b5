import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the tests run for real, and the Debian package that holds it. */
const packages = {
  'ansible-lint': 'ansible-lint',
  'ansible-playbook': 'ansible-core',
  bash: 'bash',
  busybox: 'busybox-static',
  'chromium-headless-shell': 'chromium-headless-shell',
  crontab: 'cron',
  curl: 'curl',
  faketime: 'faketime',
  flock: 'util-linux',
  ip: 'iproute2',
  logrotate: 'logrotate',
  memcached: 'memcached',
  mmdebstrap: 'mmdebstrap',
  msmtp: 'msmtp',
  nginx: 'nginx-light',
  nsenter: 'util-linux',
  pg_lsclusters: 'postgresql',
  ps: 'procps',
  python3: 'python3',
  'prometheus-node-exporter': 'prometheus-node-exporter',
  promtool: 'prometheus',
  'redis-server': 'redis-server',
  rsync: 'rsync',
  sendmail: 'msmtp-mta',
  setpriv: 'util-linux',
  shellcheck: 'shellcheck',
  ssh: 'openssh-client',
  sshd: 'openssh-server',
  'systemd-analyze': 'systemd',
  unshare: 'util-linux',
  xmllint: 'libxml2-utils',
};

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The system's own: npm puts wrappers of the same names first on PATH, and that of shellcheck goes to download it. */
export function systemTool(name) {
  const folders = process.env.PATH.split(':').filter((folder) => !folder.includes('node_modules'));
  return [...folders, '/usr/sbin', '/sbin'].map((folder) => path.join(folder, name)).find(isProgram);
}

function missing() {
  return Object.keys(packages).filter((name) => systemTool(name) === undefined);
}

const policy = '/usr/sbin/policy-rc.d';

/** Debian starts a daemon when it is installed, unless this file forbids it. */
function withoutStarting(install) {
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    install();
  } finally {
    if (ours) rmSync(policy);
  }
}

/** Gets the tools where this may: as root on Debian. Gives the names of those that are missing even so. */
export function getTools() {
  const wanted = [...new Set(missing().map((name) => packages[name]))];
  if (wanted.length === 0) return [];
  if (process.getuid() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`apt-get install ${wanted.join(' ')}`);
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    const flags = ['-qq', '-y', '--no-install-recommends'];
    spawnSync('apt-get', ['update', '-qq'], options);
    withoutStarting(() => spawnSync('apt-get', ['install', ...flags, ...wanted], options));
  }
  return missing();
}

/** The list for a person who has to install them by hand. */
export function installHint(names) {
  const debian = [...new Set(names.map((name) => packages[name]))];
  return `The tests need: ${names.join(', ')}\nOn Debian or Ubuntu: apt-get install ${debian.join(' ')}`;
}
