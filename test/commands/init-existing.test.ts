import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { configLines, scratchFolders } from '../wizard/scratch.ts';
import { runPlain } from '../wizard/terminal.ts';

/** Each run of init rehearses the script on real processes. */
vi.setConfig({ testTimeout: 180_000 });

const folder = scratchFolders();
const system = ['--install', 'system'];
const workerFile =
  'services:\n  worker:\n    command: /opt/app/worker.sh # ours\n    pid_file: /run/worker.pid\n    schedule: "30 4 * * *"\n';

describe('a config that is there', () => {
  test('an existing config stays as it is unless a flag changes it', () => {
    const cwd = folder('existing');
    writeFileSync(path.join(cwd, 'saikido.yaml'), workerFile);
    expect(runPlain(['init', '--yes'], cwd)).toMatchObject({ status: 0 });
    expect(readFileSync(path.join(cwd, 'saikido.yaml'), 'utf8')).toBe(workerFile);
    expect(runPlain(['init', '--yes', '--schedule', '@daily'], cwd)).toMatchObject({ status: 0 });
    expect(configLines(cwd).join('\n')).toBe(workerFile.replace('30 4 * * *', '@daily'));
    expect(runPlain(['init', '--yes', '--schedule', ''], cwd)).toMatchObject({ status: 0 });
    expect(configLines(cwd).join('\n')).toBe(workerFile.replace(/ {4}schedule.*\n/, ''));
  });

  test('a schema of somebody else stays, and that is said', () => {
    const cwd = folder('foreign schema');
    const file = path.join(cwd, 'saikido.schema.json');
    writeFileSync(file, '{"mine":1}\n');
    const { status, stderr } = runPlain(['init', '--yes', ...system, '--command', '/opt/a'], cwd);
    expect(status).toBe(0);
    expect(stderr).toContain('saikido: saikido.schema.json was not made by Saikido and stays as it is');
    expect(readFileSync(file, 'utf8')).toBe('{"mine":1}\n');
  });

  test('a new config that is named .json is JSON', () => {
    const cwd = folder('new json');
    const flags = ['--config', 'new.json', '--command', '/opt/a'];
    expect(runPlain(['init', '--yes', ...system, ...flags], cwd)).toMatchObject({ status: 0 });
    expect(JSON.parse(readFileSync(path.join(cwd, 'new.json'), 'utf8'))).toMatchObject({
      services: { a: { command: '/opt/a' } },
    });
  });

  test('a second service is added beside the first', () => {
    const cwd = folder('second');
    writeFileSync(path.join(cwd, 'saikido.yaml'), workerFile);
    const added = runPlain(['init', '--yes', '--service', 'other', '--command', '/opt/other'], cwd);
    expect(added).toMatchObject({ status: 0 });
    const other =
      '  other:\n    command: /opt/other\n    pid_file: /run/other/other.pid\n    schedule: "0 3 * * *"\n';
    expect(configLines(cwd).join('\n')).toBe(workerFile + other);
  });

  test.each([
    ['nothing at all', ''],
    ['comments alone', '# ours\n'],
    ['no service', '# ours\nservices:\n'],
    ['an empty mapping', '# ours\nservices: {}\n'],
  ])('an existing config with %s is as good as none', (name, text) => {
    const cwd = folder(`empty, ${name}`);
    writeFileSync(path.join(cwd, 'saikido.yaml'), text);
    const made = runPlain(['init', '--yes', ...system, '--command', '/opt/app/worker.sh'], cwd);
    expect(made).toMatchObject({ status: 0 });
    const file = readFileSync(path.join(cwd, 'saikido.yaml'), 'utf8');
    expect(parse(file)).toMatchObject({ services: { worker: { command: '/opt/app/worker.sh' } } });
    expect(file).toContain(text.split('\n')[0]);
  });

  test('comments that an edit cannot keep are named', () => {
    const cwd = folder('lost comments');
    const text = [
      '# ours',
      'services:',
      '  a: &a',
      '    command: /opt/a # the first',
      '    pid_file: /run/a.pid',
      '    stop: &stop { timeout: 45s }',
      '  b: { <<: *a, pid_file: /run/b.pid, stop: *stop }',
      '',
    ].join('\n');
    writeFileSync(path.join(cwd, 'saikido.yaml'), text);
    const made = runPlain(['init', '--yes', '--service', 'a', '--stop-timeout', '50s'], cwd);
    expect(made).toMatchObject({ status: 0 });
    expect(made.stderr).toContain(
      'saikido.yaml: these comments could not be kept:\n  # ours\n  # the first\n',
    );
    const file = readFileSync(path.join(cwd, 'saikido.yaml'), 'utf8');
    expect(parse(file)).toMatchObject({ services: { b: { stop: { timeout: '45s' } } } });
  });

  test('a JSON config stays JSON', () => {
    const cwd = folder('json');
    const file = path.join(cwd, 'saikido.json');
    writeFileSync(file, '{"services":{"worker":{"command":"/opt/w.sh","pid_file":"/run/w.pid"}}}');
    const args = ['init', '--yes', '--config', 'saikido.json', '--stop-timeout', '5s'];
    expect(runPlain(args, cwd)).toMatchObject({ status: 0 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      services: { worker: { command: '/opt/w.sh', pid_file: '/run/w.pid', stop: { timeout: '5s' } } },
    });
  });
});
