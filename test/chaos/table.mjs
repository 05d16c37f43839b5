import { titleOf } from './run-case.mjs';

/** What must be 0, in the words of the last lines. */
const WRONGS = {
  doubled: 'copies doubled',
  absent: 'no copy after exit 0, or the old one lost',
  stranger: 'strangers signalled',
  lock: 'locks left',
  other: 'other wrongs',
};

const texts = (lines, kind) => lines.filter((line) => line.kind === kind).map(({ text }) => text);

/** Each shard tells how many commands each kind of run has, which differs by a few from run to run. */
function countCommands(told) {
  const pairs = new Map(told.map((text) => text.split(': ')));
  return [...pairs.values()].reduce((sum, count) => sum + Number(count), 0);
}

export function sumUp(file, lines) {
  return {
    file,
    title: titleOf(file),
    runs: texts(lines, 'run'),
    injections: texts(lines, 'injection').length,
    points: texts(lines, 'point').length,
    commands: countCommands(texts(lines, 'commands')),
    missing: texts(lines, 'not_here'),
    wrongs: lines.filter(({ kind }) => kind in WRONGS),
  };
}

function countExits(runs) {
  const counts = new Map();
  for (const run of runs) counts.set(run, (counts.get(run) ?? 0) + 1);
  const sorted = [...counts].toSorted(([a], [b]) => Number(a) - Number(b));
  return sorted.map(([status, count]) => `${status}×${count}`).join(' ');
}

function verdictOf({ wrongs, runs }) {
  if (wrongs.length > 0) return 'FAILED';
  return runs.length === 0 ? 'not here' : 'passed';
}

export function printRow(row) {
  const cells = [
    row.file.slice(0, 2),
    row.title.padEnd(72),
    String(row.injections).padStart(4),
    String(row.runs.length).padStart(5),
    verdictOf(row).padEnd(8),
    countExits(row.runs),
  ];
  console.log(cells.join('  '));
  if (row.commands > 0) console.log(`    killed before ${row.points} of ${row.commands} commands`);
  for (const reason of row.missing) console.log(`    not here: ${reason}`);
  for (const { kind, text } of row.wrongs) console.log(`    ${WRONGS[kind]}: ${text}`);
}

export function printSums(rows) {
  const wrongs = rows.flatMap((row) => row.wrongs);
  const count = (key) => rows.reduce((sum, row) => sum + row[key], 0);
  const runs = rows.flatMap((row) => row.runs).length;
  console.log(
    `${rows.length} rows, ${count('injections')} injections, ${runs} runs, ${count('points')} kills`,
  );
  for (const [kind, words] of Object.entries(WRONGS)) {
    console.log(`${words}: ${wrongs.filter((wrong) => wrong.kind === kind).length}`);
  }
}
