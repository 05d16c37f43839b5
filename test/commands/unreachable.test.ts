import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const CONFIG = 'services:\n  worker:\n    command: /opt/app/worker.sh\n    pid_file: /run/worker.pid\n';

const scratch = mkdtempSync(path.join(tmpdir(), 'saikido unreachable '));
afterAll(() => rmSync(scratch, { recursive: true }));
chmodSync(scratch, 0o755);
writeFileSync(path.join(scratch, 'saikido.yaml'), CONFIG);
mkdirSync(path.join(scratch, 'closed'));
writeFileSync(path.join(scratch, 'closed/saikido.yaml'), CONFIG);
chmodSync(path.join(scratch, 'closed'), 0o000);
symlinkSync('loop', path.join(scratch, 'loop'));

const long = 'n'.repeat(300);

/** As an ordinary user: root reaches all there is. */
function saikido(...args: readonly string[]) {
  const cli = path.resolve(import.meta.dirname, '../../dist/saikido.cjs');
  const ordinary = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const run = spawnSync(process.execPath, [cli, ...args], { cwd: scratch, encoding: 'utf8', ...ordinary });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

describe.each(['generate', 'check', 'explain', 'diff'])('%s with a config', (command) => {
  test.each([
    ['below a folder that is closed', 'closed/saikido.yaml', 'EACCES'],
    ['below a file', 'saikido.yaml/x', 'ENOTDIR'],
    ['that is a loop of links', 'loop', 'ELOOP'],
    ['of a name that is too long', long, 'ENAMETOOLONG'],
  ])('%s is wrong usage, not a bug', (_, config, reason) => {
    const stderr = `${config}: cannot be read (${reason})\n`;
    expect(saikido(command, '--config', config)).toEqual({ status: 2, stdout: '', stderr });
  });
});

test.each([
  ['below a file', 'saikido.yaml/x', 'must be a folder'],
  ['of a name that is too long', long, 'must be a folder that can be reached (ENAMETOOLONG)'],
  ['that is a loop of links', 'loop', 'must be a folder that can be reached (ELOOP)'],
  ['below a folder that is closed', 'closed/root', 'must be a folder that can be reached (EACCES)'],
])('diff with a root %s is wrong usage, not a bug', (_, root, says) => {
  const stderr = `saikido: --root ${says}: ${root}\n`;
  expect(saikido('diff', '--root', root)).toEqual({ status: 2, stdout: '', stderr });
});
