import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contents, scratchFolders } from '../wizard/scratch.ts';
import { runPlain } from '../wizard/terminal.ts';

const folder = scratchFolders();
const worker = ['--command', '/opt/app/worker.sh', '--install', 'system'];
const workerFile =
  'services:\n  worker:\n    command: /opt/app/worker.sh # ours\n    pid_file: /run/worker.pid\n    schedule: "30 4 * * *"\n';

describe('nothing is written, exit 2', () => {
  test.each([
    [
      'a wrong value',
      [...worker, '--stop-timeout', '5 seconds'],
      'saikido: --stop-timeout: services.worker.stop.timeout must',
    ],
    [
      'a wrong cron',
      [...worker, '--schedule', '99 * * * *'],
      'saikido: --schedule: services.worker.schedule must',
    ],
    ['a wrong name', [...worker, '--service', 'Not A Name'], 'must be a name of a-z'],
    ['a wrong install', ['--install', 'both'], '--install must be system or user (got "both")'],
    ['no such process', ['--from-pid', '999999999'], '--from-pid: no process has the PID 999999999'],
    ['a PID that is none', ['--from-pid', 'x'], '--from-pid: no process has the PID x'],
  ])('%s', (name, flags, says) => {
    const cwd = folder(`refused ${name}`);
    const { status, stdout, stderr } = runPlain(['init', '--yes', ...flags], cwd);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test.each([
    ['broken syntax', 'services: [\n'],
    ['a wrong config', 'services:\n  worker:\n    command: relative\n'],
    [
      'several services',
      workerFile.replace('worker:', 'a:') + '  b: { command: /b, pid_file: /run/b.pid }\n',
    ],
  ])('an existing config with %s', (name, text) => {
    const cwd = folder(`existing ${name}`);
    writeFileSync(path.join(cwd, 'saikido.yaml'), text);
    const { status } = runPlain(['init', '--yes', '--stop-timeout', '5s'], cwd);
    expect(status).toBe(2);
    expect(contents(cwd)).toEqual({ [Object.keys(contents(cwd))[0] ?? '']: text });
  });

  test.each([
    ['a file', (file: string) => writeFileSync(file, 'mine\n'), 'ENOTDIR'],
    ['a link to nothing', (file: string) => symlinkSync('nowhere', file), 'ENOENT'],
  ])('%s where the folder of the bundle goes', (name, make, code) => {
    const cwd = folder(`refused ${name}`);
    make(path.join(cwd, 'out'));
    const { status, stdout, stderr } = runPlain(['init', '--yes', ...worker, '--out', 'out'], cwd);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^saikido: ${code}: .*'out'$`, 'm'));
    expect(readdirSync(cwd)).toEqual(['out']);
  });

  test('a file of somebody else where the bundle goes', () => {
    const cwd = folder('foreign');
    mkdirSync(path.join(cwd, 'saikido-out'));
    writeFileSync(path.join(cwd, 'saikido-out/RUNBOOK.md'), 'mine\n');
    const { status, stderr } = runPlain(['init', '--yes', ...worker], cwd);
    expect(status).toBe(2);
    expect(stderr).toContain('saikido-out/RUNBOOK.md was not made by Saikido');
    expect(Object.values(contents(cwd))).toEqual(['mine\n']);
  });
});
