import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../..');
const recipe = (name: string) => {
  return parse(readFileSync(path.join(root, 'generated-examples/ci', name), 'utf8')) as unknown;
};

/** The schema that OASIS published, of the version that the reports name. */
const sarifSchema = path.join(root, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
/** Draft 4, of which it uses nothing that later drafts read otherwise: only their name for its own is another. */
const {
  $schema: _,
  id: __,
  ...published
} = JSON.parse(readFileSync(sarifSchema, 'utf8')) as Record<string, unknown>;
const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(published);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string | number>>;
}

const github = recipe('github-actions.yml') as { jobs: { bundle: { steps: readonly Step[] } } };
const { steps } = github.jobs.bundle;
const gitlab = (recipe('gitlab-ci.yml') as { saikido: GitLabJob }).saikido;
interface GitLabJob {
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly artifacts: { readonly paths: readonly string[]; readonly reports: { readonly junit: string } };
}

const scratch = mkdtempSync(path.join(tmpdir(), 'saikido ci '));
afterAll(() => rmSync(scratch, { recursive: true }));

let checkout = '';
let env: NodeJS.ProcessEnv = {};

/** Stand-ins for what a runner has and we must not run: they only tell that they were asked. */
function standIns(bin: string): void {
  const write = (name: string, line: string) =>
    writeFileSync(path.join(bin, name), `#!/bin/bash\n${line}\n`, { mode: 0o755 });
  write('npx', 'exec "$@"');
  write('sudo', 'exec "$@"');
  for (const name of ['npm', 'apt-get']) write(name, `echo ${name} "$@" >>"\${0%/*}/asked"`);
  symlinkSync(path.join(root, 'dist/saikido.cjs'), path.join(bin, 'saikido'));
}

beforeEach(() => {
  checkout = mkdtempSync(path.join(scratch, 'a checkout '));
  const bin = path.join(checkout, '.bin');
  mkdirSync(bin);
  standIns(bin);
  env = { ...process.env, PATH: `${bin}:${process.env['PATH']}`, NO_COLOR: '1' };
  writeFileSync(
    path.join(checkout, 'saikido.yaml'),
    "services:\n  worker:\n    command: /opt/app/worker.sh\n    pid_file: /run/worker.pid\n    schedule: '@daily'\n",
  );
  execFileSync('saikido', ['generate'], { cwd: checkout, env, stdio: 'ignore' });
});

/** As both run it: the first command that fails ends it. */
function shell(text: string): number | null {
  return spawnSync('bash', ['-eo', 'pipefail', '-c', text], { cwd: checkout, env, stdio: 'ignore' }).status;
}

const at = (file: string) => path.join(checkout, file.trim());
const asked = () => readFileSync(at('.bin/asked'), 'utf8');

function expectReports(sarif: string, junit: string, archive: string): void {
  isSarif(JSON.parse(readFileSync(at(sarif), 'utf8')));
  expect(isSarif.errors ?? []).toEqual([]);
  execFileSync('xmllint', ['--noout', '--schema', path.join(root, 'test/ui/junit.xsd'), at(junit)], {
    stdio: 'pipe',
  });
  const listed = execFileSync('tar', ['tzf', at(archive)], { encoding: 'utf8' });
  expect(listed).toContain('/root/usr/local/sbin/worker-restart\n');
}

/** What becomes of each step, as GitHub runs it: after a failure only those with `if: always()`. */
function runWorkflow(): (readonly [what: string, status: number | null])[] {
  let failed = false;
  return steps
    .filter((step) => step.if === 'always()' || !failed)
    .map((step) => {
      const status = step.run === undefined ? useAction(step) : shell(step.run);
      failed ||= status !== 0;
      return [step.uses ?? step.run ?? '', status] as const;
    });
}

/** The actions that the recipe names, each by what it needs of the steps before it. */
function useAction({ uses = '', with: given = {} }: Step): number {
  const needed: Readonly<Record<string, string | number | undefined>> = {
    'github/codeql-action/upload-sarif': given['sarif_file'],
    'actions/upload-artifact': given['path'],
  };
  const name = uses.slice(0, uses.indexOf('@'));
  if (name === 'actions/checkout' || name === 'actions/setup-node') return 0;
  const files = String(needed[name] ?? '')
    .trim()
    .split('\n');
  return files.every((file) => file !== '' && existsSync(at(file))) ? 0 : 1;
}

describe('GitHub Actions', () => {
  test('every step succeeds on a bundle that is up to date, and leaves what is uploaded', () => {
    expect(runWorkflow().filter(([, status]) => status !== 0)).toEqual([]);
    expect(asked()).toMatch(/^apt-get install .*shellcheck[^]*npm ci$/m);
    expectReports('saikido.sarif', 'saikido.junit.xml', 'bundle.tar.gz');
  });

  test('drift of the committed bundle fails the job', () => {
    writeFileSync(at('saikido-out/RUNBOOK.md'), '<!-- Generated by Saikido -->\n');
    const [check] = steps.filter(({ run }) => run?.includes('generate'));
    expect([check?.run, check?.if, shell(check?.run ?? '')]).toEqual([
      'npx saikido generate --check',
      undefined,
      1,
    ]);
  });

  test('pins every action and gives the job no more rights than it needs', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.filter((uses) => !/^[\w-]+\/[\w/-]+@v\d+$/.test(uses))).toEqual([]);
    expect((github as unknown as { permissions: unknown }).permissions).toEqual({ contents: 'read' });
  });
});

describe('GitLab CI', () => {
  test('every line succeeds on a bundle that is up to date, and leaves its artifacts', () => {
    const lines = [...gitlab.before_script, ...gitlab.script];
    expect(lines.filter((line) => shell(line) !== 0)).toEqual([]);
    const [archive = '', sarif = ''] = gitlab.artifacts.paths;
    expectReports(sarif, gitlab.artifacts.reports.junit, archive);
  });

  test('drift of the committed bundle fails the job', () => {
    rmSync(at('saikido-out/crontab/worker'));
    expect(shell(gitlab.script[0] ?? '')).toBe(1);
  });
});

test('an invalid report is noticed', () => {
  expect(isSarif({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
  writeFileSync(at('bad.xml'), '<testsuites name="x"/>\n');
  const schema = path.join(root, 'test/ui/junit.xsd');
  expect(spawnSync('xmllint', ['--noout', '--schema', schema, at('bad.xml')]).status).not.toBe(0);
});
