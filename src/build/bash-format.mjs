import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LangVariant, print } from 'sh-syntax';
import { root } from './run.mjs';

/** As `shfmt -i 2 -ci -bn`. */
const options = { indent: 2, switchCaseIndent: true, binaryNextLine: true, spaceRedirects: false };
const LONGEST_LINE = 100;
const folders = ['templates', 'test', 'generated-examples'];

function filesBelow(folder, pattern) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .map((name) => path.join(folder, name))
    .sort();
}

/** What is wrong with one file of bash, in sentences. With `--write` it is formatted instead. */
async function read(file, write) {
  const text = readFileSync(path.join(root, file), 'utf8');
  const variant = /^@test /m.test(text) ? LangVariant.LangBats : LangVariant.LangBash;
  let formatted;
  try {
    formatted = await print(text, { ...options, filepath: file, originalText: text, variant });
  } catch (error) {
    return [`${file}:${error.Pos?.Line ?? 1} ${error.message}`];
  }
  if (write && formatted !== text) writeFileSync(path.join(root, file), formatted);
  if (write) return [];
  const long = text.split('\n').findIndex((line) => line.length > LONGEST_LINE);
  return [
    ...(formatted === text ? [] : [`${file} is not formatted; npm run format does it`]),
    ...(long === -1 ? [] : [`${file}:${long + 1} is longer than ${LONGEST_LINE} characters`]),
  ];
}

/** The examples hold each part in a whole script, which is what shellcheck can judge. */
function shellcheck() {
  const scripts = filesBelow('generated-examples', /\/bundle\/root\/.*-restart$/).filter(
    (file) => !file.includes('/etc/'),
  );
  if (scripts.length === 0) return ['no generated example holds a restart script'];
  const { status, stdout, error } = spawnSync(
    'shellcheck',
    ['--norc', '-o', 'all', '-S', 'style', ...scripts],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  if (error !== undefined) return [`shellcheck could not be run: ${error.message}`];
  return status === 0 ? [] : [stdout];
}

const write = process.argv.includes('--write');
const sources = folders.slice(0, 2).flatMap((folder) => filesBelow(folder, /\.(bash|bats)$/));
const found = [];
for (const file of sources) found.push(...(await read(file, write)));
if (!write) found.push(...shellcheck());
for (const sentence of found) console.log(sentence);
process.exitCode = found.length === 0 ? 0 : 1;
