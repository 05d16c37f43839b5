import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository; this file and its users need nothing but Node itself, so that they run in a fresh clone. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Runs a program in the repository with this terminal; gives its exit status. */
export function run(file, args, options = {}) {
  const { status, error } = spawnSync(file, args, { cwd: root, stdio: 'inherit', ...options });
  if (error !== undefined) throw error;
  return status ?? 1;
}

/** The same, and the end of this process when it fails. */
export function must(file, args, options) {
  const status = run(file, args, options);
  if (status !== 0) process.exit(status);
}

/** Installs what package-lock.json names, unless that was done already; `npm ci` builds, too. */
export function install() {
  const done = path.join(root, 'node_modules/.package-lock.json');
  const lock = path.join(root, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  must('npm', ['ci']);
}

export function build() {
  must(process.execPath, [path.join(root, 'src/build/build.mjs')]);
}
