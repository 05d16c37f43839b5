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
    ['--out', 'a file', '--out', 'saikido: cannot write a file: '],
    ['--config', 'a file/saikido.yaml', '--config', 'saikido: cannot write a file/saikido.yaml: '],
  ])('%s %s leads into a file', (flag, value, name, says) => {
    const cwd = folder(`into a file ${name}`);
    writeFileSync(path.join(cwd, 'a file'), 'mine\n');
    const { status, stderr } = runPlain(['init', '--yes', ...worker, flag, value], cwd);
    expect({ status, first: stderr.slice(0, says.length) }).toEqual({ status: 2, first: says });
    expect(stderr).toContain(`choose another ${name}\nnothing was written\n`);
    expect(Object.values(contents(cwd))).toEqual(['mine\n']);
  });

  test.each(['nowhere', 'saikido.yaml'])('a config that is a link to %s', (target) => {
    const cwd = folder(`config link ${target}`);
    symlinkSync(target, path.join(cwd, 'saikido.yaml'));
    const { status, stderr } = runPlain(['init', '--yes', ...worker], cwd);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'saikido: cannot write saikido.yaml: it is a link that leads to nothing; choose another --config\nnothing was written\n',
    });
    expect(readdirSync(cwd)).toEqual(['saikido.yaml']);
  });

  test('a key that says nothing to the manager, and a manager that lacks what it is asked by', () => {
    const cwd = folder('managers');
    const lines = (...flags: string[]) => runPlain(['init', '--yes', ...flags], cwd).stderr.split('\n');
    expect(lines('--unit', 'w.service', '--stop-signal', 'INT')).toContain(
      'saikido: --stop-signal: services.w.stop.signal must not be given here: the unit itself says it; remove it',
    );
    expect(lines('--commands-start', '/usr/bin/supervisorctl start w')).toContainEqual(
      expect.stringContaining('services.w.commands.stop must'),
    );
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('a link to nothing where the folder of the bundle goes', () => {
    const cwd = folder('refused link');
    symlinkSync('nowhere', path.join(cwd, 'out'));
    const { status, stdout, stderr } = runPlain(['init', '--yes', ...worker, '--out', 'out'], cwd);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^saikido: ENOENT: .*'out'$/m);
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
