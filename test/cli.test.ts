import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { commands } from '../src/options.ts';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'saikido cli '));
afterAll(() => rmSync(scratch, { recursive: true }));

const minimal = path.join(scratch, 'minimal.yaml');
writeFileSync(
  minimal,
  'services:\n  worker:\n    command: /opt/app/worker.sh\n    pid_file: /run/worker.pid\n    schedule: "0 3 * * *"\n',
);

interface How {
  readonly launcher?: string;
  readonly node?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

function saikido(
  args: readonly string[],
  { launcher = path.join(dist, 'saikido.cjs'), node = [], env = {} }: How = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, launcher, ...args], {
    cwd: scratch,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

describe('help', () => {
  test.each(['--help', '-h', 'help', 'help help'])('%s goes to stdout and names every command', (flag) => {
    const { status, stdout, stderr } = saikido(flag.split(' '));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const { name, says } of commands) expect(stdout).toMatch(new RegExp(`^ {2}${name} +${says}`, 'm'));
  });

  test('no command is wrong usage: the help goes to stderr', () => {
    const { status, stdout, stderr } = saikido([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(saikido(['--help']).stdout);
  });

  test.each(commands.map(({ name }) => name))('help %s lists every flag', (name) => {
    const { status, stdout } = saikido(['help', name]);
    expect(status).toBe(0);
    expect(saikido([name, '--help']).stdout).toBe(stdout);
    for (const flag of commands.find((command) => command.name === name)!.flags) {
      expect(stdout).toContain(`  --${flag.name} `);
    }
  });

  test('--version is that of the package', () => {
    expect(saikido(['--version'])).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  test('--help reads one file, and that one holds no library', () => {
    const spy = path.join(scratch, 'spy.cjs');
    writeFileSync(
      spy,
      `const fs = require('node:fs');
       const read = fs.readFileSync;
       const seen = [];
       fs.readFileSync = (file, ...rest) => (seen.push(String(file)), read(file, ...rest));
       process.on('exit', () => fs.writeSync(2, seen.filter((file) => file.includes('dist')).join('\\n')));`,
    );
    const launcher = path.join(dist, 'saikido.cjs');
    expect(saikido(['--help'], { node: ['--require', spy] }).stderr).toBe(launcher);
    expect(saikido(['schema'], { node: ['--require', spy] }).stderr).toContain('schema.js');
    expect(readFileSync(launcher, 'utf8')).not.toMatch(/zod|inquirer|handlebars/i);
  });
});

describe('wrong usage exits 2, says so on stderr and writes nothing', () => {
  test.each([
    [['generat'], 'unknown command "generat"; did you mean generate?'],
    [['gen'], 'unknown command "gen"; did you mean generate?'],
    [['frobnicate'], 'unknown command "frobnicate"'],
    [['help', 'chekc'], 'unknown command "chekc"; did you mean check?'],
    [
      ['report'],
      'report needs a LOG: a log file (gzip, too), a folder of logs, - for standard input; HOST=LOG says whose log it is',
    ],
    [['report', 'x.log', '--next', '3'], 'unknown flag --next'],
    [['--verbose'], 'unknown flag --verbose'],
    [['generate', '--cofig', 'x'], 'unknown flag --cofig; did you mean --config?'],
    [['--verison'], 'unknown flag --verison; did you mean --version?'],
    [['version'], 'unknown command "version"; did you mean --version?'],
    [['generate', 'a b.yaml'], 'generate takes no argument "a b.yaml"; did you mean --config "a b.yaml"?'],
    [['schema', 'saikido.yaml'], 'schema takes no argument "saikido.yaml"'],
    [['generate', '--config'], '--config needs a value: --config FILE'],
    [['generate', '--out', ''], '--out needs a value: --out DIR'],
    [['check', '--config='], '--config needs a value: --config FILE'],
    [
      ['generate', '--config', '--check'],
      '--config needs a value: --config FILE (a value that begins with "-" is written --config=--check)',
    ],
    [['generate', '--check=yes'], '--check takes no value'],
    [['check', '--format', 'yaml'], '--format must be one of text, json, junit, sarif (got "yaml")'],
    [['explain', '--format=sarif'], '--format must be one of text, json (got "sarif")'],
  ])('%j', (args, sentence) => {
    const help = commands.some(({ name }) => name === args[0]) ? `help ${args[0]}` : '--help';
    expect(saikido(args)).toEqual({
      status: 2,
      stdout: '',
      stderr: `saikido: ${sentence}\nTry: saikido ${help}\n`,
    });
  });

  test('every mistake is told at once', () => {
    const { stderr } = saikido(['check', '--strit', '--format', 'yaml', 'x']);
    expect(stderr.split('\n').filter((line) => line.startsWith('saikido: '))).toHaveLength(3);
  });
});

describe('pipes and signals', () => {
  test('a reader that goes away is no error', () => {
    const script = 'set -o pipefail; "$0" "$1" schema | true; echo "${PIPESTATUS[0]}"';
    const { stdout, stderr } = spawnSync(
      'bash',
      ['-c', script, process.execPath, path.join(dist, 'saikido.cjs')],
      {
        encoding: 'utf8',
      },
    );
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  test('a long result arrives whole in a pipe', () => {
    const script = '"$0" "$1" schema | { sleep 0.3; cat; }';
    const piped = spawnSync('bash', ['-c', script, process.execPath, path.join(dist, 'saikido.cjs')], {
      encoding: 'utf8',
    });
    expect(JSON.parse(piped.stdout)).toEqual(JSON.parse(saikido(['schema']).stdout));
  });

  test('an interrupted check exits 130 and leaves nothing behind', async () => {
    const temporary = path.join(scratch, 'temporary files');
    mkdirSync(temporary);
    const child = spawn(process.execPath, [path.join(dist, 'saikido.cjs'), 'check', '--config', minimal], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const poll = setInterval(() => {
      if (readdirSync(temporary).length === 0) return;
      clearInterval(poll);
      child.kill('SIGINT');
    }, 5);
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(status).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('a bug in Saikido', () => {
  const alone = path.join(scratch, 'alone', 'saikido.cjs');
  cpSync(path.join(dist, 'saikido.cjs'), alone);

  test('is one line and exit 70', () => {
    const { status, stdout, stderr } = saikido(['schema'], { launcher: alone });
    expect({ status, stdout }).toEqual({ status: 70, stdout: '' });
    expect(stderr).toMatch(/^saikido: a bug in Saikido: .*\n$/);
  });

  test('shows where with SAIKIDO_DEBUG=1', () => {
    const { status, stderr } = saikido(['schema'], { launcher: alone, env: { SAIKIDO_DEBUG: '1' } });
    expect(status).toBe(70);
    expect(stderr).toMatch(/\n {4}at /);
  });
});

describe('the code cache', () => {
  const expected = saikido(['schema']).stdout;
  const caches = readdirSync(path.join(dist, 'commands')).filter((name) => name.endsWith('.cache'));

  test('stands beside every command', () => {
    expect(caches).toHaveLength(commands.length);
  });

  test.each([
    ['is missing', (file: string) => rmSync(file)],
    ['is empty', (file: string) => writeFileSync(file, '')],
    ['is rubbish', (file: string) => writeFileSync(file, 'rubbish '.repeat(10_000))],
    ['is of another V8', (file: string) => writeFileSync(file, readFileSync(file).fill(1, 4, 8))],
  ])('changes nothing when it %s', (_, spoil) => {
    const copy = mkdtempSync(path.join(scratch, 'spoiled cache '));
    cpSync(dist, copy, { recursive: true });
    for (const name of caches) spoil(path.join(copy, 'commands', name));
    expect(saikido(['schema'], { launcher: path.join(copy, 'saikido.cjs') })).toEqual({
      status: 0,
      stdout: expected,
      stderr: '',
    });
  });
});

describe('a disk that is full', () => {
  const withFull = (redirect: string, args: string) => {
    const script = `"$0" "$1" ${args} ${redirect}`;
    const launcher = path.join(dist, 'saikido.cjs');
    const run = spawnSync('bash', ['-c', script, process.execPath, launcher], {
      cwd: scratch,
      encoding: 'utf8',
    });
    return { status: run.status, stdout: run.stdout, stderr: run.stderr };
  };

  test.each(['--help', 'schema', `explain --config minimal.yaml`])('%s: results are lost', (args) => {
    const stderr = 'saikido: cannot write to standard output: ENOSPC: no space left on device, write\n';
    expect(withFull('>/dev/full', args)).toEqual({ status: 1, stdout: '', stderr });
  });

  test('words are lost', () => {
    const args = 'generate --config minimal.yaml --out full';
    expect(withFull('2>/dev/full', args)).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(withFull('2>/dev/full', 'generat')).toEqual({ status: 2, stdout: '', stderr: '' });
  });
});
