import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build, install, root } from './run.mjs';

/**
 * The built command under each Node that package.json allows. The binaries come from the npm packages that hold nothing
 * else, into a folder of their own: in node_modules they would take the place of `node` for every script.
 */
const VERSIONS = ['22.23.3', '24.9.0'];

function binaryOf(version) {
  const name = `node-linux-${process.arch}`;
  const folder = path.join(root, 'node_modules/.cache/saikido-nodes', version);
  const binary = path.join(folder, 'node_modules', name, 'bin/node');
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const { status } = spawnSync(
    'npm',
    ['install', '--no-save', '--ignore-scripts', '--silent', `${name}@${version}`],
    {
      cwd: folder,
      stdio: 'inherit',
    },
  );
  if (status !== 0) throw new Error(`Node ${version} could not be installed`);
  return binary;
}

const scratch = mkdtempSync(path.join(os.tmpdir(), 'saikido nodes '));
const config = path.join(root, 'generated-examples/every-setting/saikido.yaml');
const sums = path.join(scratch, 'out/SHA256SUMS');
const archive = path.join(scratch, 'out.tar.gz');

/** What the command says and makes, to be the same everywhere. */
function smoke(binary) {
  for (const made of ['out', 'out.tar.gz'])
    rmSync(path.join(scratch, made), { recursive: true, force: true });
  const saikido = (...args) =>
    spawnSync(binary, [path.join(root, 'dist/saikido.cjs'), ...args], { cwd: scratch, encoding: 'utf8' });
  const runs = [
    saikido('--help'),
    saikido('schema'),
    saikido('explain', '--config', config, '--from', '2026-01-01T00:00:00Z', '--format', 'json'),
    saikido('generate', '--config', config, '--out', 'out', '--archive', 'out.tar.gz'),
    saikido('check', '--config', config, '--no-rehearsal', '--format', 'json'),
    saikido('generate', '--cofig'),
  ];
  const seen = runs.map(({ status, stdout, stderr }) => ({ status, stdout, stderr }));
  const packed = existsSync(archive) ? readFileSync(archive, 'base64') : 'no archive';
  return JSON.stringify(
    [...seen, existsSync(sums) ? readFileSync(sums, 'utf8') : 'no bundle', packed],
    null,
    1,
  );
}

install();
build();
try {
  const expected = smoke(process.execPath);
  const statuses = [...expected.matchAll(/"status": (\d+)/g)].map(([, status]) => status).join(' ');
  const plain = statuses === '0 0 0 0 0 2';
  console.log(`${plain ? 'passed' : 'FAILED'}  Node ${process.versions.node} (exit statuses ${statuses})`);
  let failed = plain ? 0 : 1;
  for (const version of VERSIONS) {
    const same = smoke(binaryOf(version)) === expected;
    console.log(`${same ? 'passed' : 'FAILED'}  Node ${version}`);
    if (!same) failed += 1;
  }
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true });
}
