import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const folder = import.meta.dirname;
const templates = path.resolve(folder, '../../templates');

/**
 * `{ name, file, from, to, by }` of test/mutants/*.yaml: in `file` of templates/bash (or of templates) the text `from`,
 * which stands there exactly once, becomes `to`, and the test `by` must fail: `FILE: NAME` of a bats test of
 * test/script, or `chaos: NUMBER` of a row.
 */
export function readMutants() {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.toSorted().flatMap((name) => {
    const groups = parse(readFileSync(path.join(folder, name), 'utf8'));
    return Object.entries(groups).flatMap(([file, mutants]) =>
      mutants.map((mutant) => ({ file, ...mutant })),
    );
  });
}

/** What is wrong with the entry itself, or undefined. */
export function problemOf({ file, from, to, by }) {
  const place = path.join(templates, file.endsWith('.hbs') ? file : `bash/${file}`);
  const count = readFileSync(place, 'utf8').split(from).length - 1;
  if (count !== 1) return `its text stands ${count} times in ${file}`;
  if (from === to) return 'it changes nothing';
  return Object.keys(by ?? {}).length === 1 ? undefined : 'it names no test';
}
