import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LangVariant, print } from 'sh-syntax';
import { root } from './run.mjs';
import { systemTool } from './tools.mjs';

/** As `shfmt -i 2 -ci -bn`. */
const options = { indent: 2, switchCaseIndent: true, binaryNextLine: true, spaceRedirects: false };
/** Characters; what users read in their scripts is narrower than our tests. */
const LONGEST_LINE = { templates: 100, test: 120 };

function filesBelow(folder, pattern) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .map((name) => path.join(folder, name))
    .sort();
}

/** What is wrong with one file of bash, in sentences. With `--write` it is formatted instead. */
async function read(file, longest, write) {
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
  const long = text.split('\n').findIndex((line) => line.length > longest);
  return [
    ...(formatted === text ? [] : [`${file} is not formatted; npm run format does it`]),
    ...(long === -1 ? [] : [`${file}:${long + 1} is longer than ${longest} characters`]),
  ];
}

/** Quotes and dollars in the values of an example look to it like quoting gone wrong. */
const OF_VALUES = 'SC1003,SC2016';

/** The examples hold each part in a whole script, which is what shellcheck can judge. */
function shellcheck() {
  const scripts = filesBelow('generated-examples', /\/bundle\/(?:root\/.*bin\/[^/]+|install\.sh)$/);
  if (scripts.length === 0) return ['no generated example holds a restart script'];
  const tool = systemTool('shellcheck');
  if (tool === undefined) return ['shellcheck is missing: install the package shellcheck'];
  const args = ['--norc', '-o', 'all', '-S', 'style', '-e', OF_VALUES, ...scripts];
  const { status, stdout, error } = spawnSync(tool, args, { cwd: root, encoding: 'utf8' });
  if (error !== undefined) return [`shellcheck could not be run: ${error.message}`];
  return status === 0 ? [] : [stdout];
}

const write = process.argv.includes('--write');
const found = [];
for (const [folder, longest] of Object.entries(LONGEST_LINE)) {
  for (const file of filesBelow(folder, /\.(bash|bats)$/)) found.push(...(await read(file, longest, write)));
}
if (!write) found.push(...shellcheck());
for (const sentence of found) console.log(sentence);
process.exitCode = found.length === 0 ? 0 : 1;
