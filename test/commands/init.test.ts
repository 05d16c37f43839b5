import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { quoteWord } from '../../src/wizard/tree.ts';
import { configLines, contents, scratchFolders } from '../wizard/scratch.ts';
import { runLine, runPlain, sameCommandOf } from '../wizard/terminal.ts';

/** Each run of init rehearses the script on real processes. */
vi.setConfig({ testTimeout: 180_000 });

const folder = scratchFolders();
const demonstration = path.resolve(import.meta.dirname, '../../generated-examples/demo/leaky-daemon.sh');
const system = ['--install', 'system'];

describe('without questions', () => {
  test.each([
    ['--yes', ['init', '--yes'], 'saikido: --yes: nothing is asked'],
    ['no terminal', ['init'], 'saikido: no terminal: nothing is asked'],
  ])('%s takes the demonstration and says so', (name, args, says) => {
    const cwd = folder(name);
    const { status, stdout, stderr } = runPlain([...args, ...system], cwd);
    expect({ status, stdout }).toMatchObject({ status: 0 });
    expect(stderr).toContain(says);
    expect(stderr).toContain('the demonstration service');
    expect(configLines(cwd)).toEqual([
      'services:',
      '  leaky-daemon:',
      `    command: ${stringify(quoteWord(demonstration)).trim()}`,
      '    pid_file: /run/leaky-daemon/leaky-daemon.pid',
      '    schedule: "0 3 * * *"',
      '',
    ]);
    expect(readdirSync(path.join(cwd, 'saikido-out'))).toContain('SHA256SUMS');
    expect(runPlain(['generate', '--check'], cwd)).toMatchObject({ status: 0 });
  });

  test('flags are answers, also lists, mappings and what is unset; the printed command makes the same', () => {
    const cwd = folder('flags');
    const flags = [
      '--command',
      "/opt/x.sh 'two words'",
      '--environment',
      'A=1',
      '--environment',
      "B=it's $HOME %",
      '--cleanup',
      '/var/cache/worker',
      '--cleanup',
      '{path: /tmp/w, match: "*.state", older_than: 60m}',
      '--schedule',
      '*/5 1 * * *',
      '--schedule',
      '{every: 5m, action: ensure}',
      '--stop-kill',
      'false',
      '--start-attempts',
      '5',
      '--config',
      'my config.yaml',
      '--out',
      'my out',
      '--service',
      'w-1',
    ];
    const made = runPlain(['init', '--yes', ...system, ...flags], cwd);
    expect(made).toMatchObject({ status: 0 });
    expect(configLines(cwd, 'my config.yaml')).toEqual([
      'services:',
      '  w-1:',
      "    command: /opt/x.sh 'two words'",
      '    pid_file: /run/w-1/w-1.pid',
      '    environment:',
      '      A: "1"',
      "      B: it's $HOME %",
      '    stop:',
      '      kill: false',
      '    cleanup:',
      '      - path: /var/cache/worker',
      '      - path: /tmp/w',
      '        match: "*.state"',
      '        older_than: 60m',
      '    start:',
      '      attempts: 5',
      '    schedule:',
      '      - "*/5 1 * * *"',
      '      - every: 5m',
      '        action: ensure',
      '',
    ]);
    const again = folder('flags again');
    expect(runLine(sameCommandOf(made.stdout), again)).toMatchObject({ status: 0 });
    expect(contents(again)).toEqual(contents(cwd));
  });

  test.each([
    [
      'a generated unit of a daemon',
      ['--manager', 'systemd', '--command', '/opt/w.sh', '--type', 'forking'],
      { manager: 'systemd', command: '/opt/w.sh', type: 'forking', pid_file: '/run/w/w.pid' },
    ],
    [
      'commands',
      ['--commands-start', '/usr/bin/pm2 start w', '--commands-stop', '/usr/bin/pm2 stop w'],
      { manager: 'command', commands: { start: '/usr/bin/pm2 start w', stop: '/usr/bin/pm2 stop w' } },
    ],
    ['a workload', ['--workload', 'deployment/web'], { manager: 'kubernetes', workload: 'deployment/web' }],
  ])('%s by flags; the printed command makes the same', (name, flags, service) => {
    const cwd = folder(`manager, ${name}`);
    const made = runPlain(['init', '--yes', ...system, ...flags], cwd);
    expect(made).toMatchObject({ status: 0 });
    const { services } = parse(readFileSync(path.join(cwd, 'saikido.yaml'), 'utf8'));
    expect(Object.values(services)).toEqual([{ ...service, schedule: '0 3 * * *' }]);
    const again = folder(`manager, ${name}, again`);
    expect(runLine(sameCommandOf(made.stdout), again)).toMatchObject({ status: 0 });
    expect(contents(again)).toEqual(contents(cwd));
  });

  test('--from-pid fills in what the process tells', () => {
    const cwd = folder('from pid');
    const daemon = spawn('sleep', ['98763'], { cwd, stdio: 'ignore' });
    try {
      writeFileSync(path.join(cwd, 'my.pid'), `${daemon.pid}\n`);
      const made = runPlain(['init', '--yes', '--from-pid', String(daemon.pid), ...system], cwd);
      expect(made).toMatchObject({ status: 0 });
      expect(configLines(cwd).slice(2, 5)).toEqual([
        expect.stringMatching(/^ {4}command: \/(?:usr\/)?bin\/sleep 98763$/),
        `    pid_file: ${cwd}/my.pid`,
        `    working_directory: ${cwd}`,
      ]);
    } finally {
      daemon.kill();
    }
  });

  test('install: user puts everything below the home', () => {
    const cwd = folder('user');
    const made = runPlain(['init', '--yes', '--install', 'user', '--command', '/opt/app/worker.sh'], cwd);
    expect(made).toMatchObject({ status: 0 });
    expect(configLines(cwd).slice(0, 4)).toEqual([
      'install: user',
      'services:',
      '  worker:',
      '    command: /opt/app/worker.sh',
    ]);
    expect(configLines(cwd)[4]).toBe('    pid_file: ~/.local/state/saikido/worker/worker.pid');
    expect(made.stdout).not.toContain('sudo');
  });
});
