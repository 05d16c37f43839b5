import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { writeConfig } from './configs.mjs';
import { generate, rounds, row, verdict } from './pairs.mjs';

function filesOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .map((file) => ({ file: path.relative(folder, file), bytes: readFileSync(file) }));
}

/** What the file system alone takes to make the files of a bundle: create, write, close; `onto` replaces older ones. */
function bareFiles(bundle, folder, onto) {
  const files = filesOf(bundle);
  for (const { file } of files) mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  const start = performance.now();
  for (const { file, bytes } of files) {
    const place = `${folder}/${file}`;
    const descriptor = openSync(onto ? `${place}.new` : place, 'w', 0o644);
    writeSync(descriptor, bytes);
    closeSync(descriptor);
    if (onto) renameSync(`${place}.new`, place);
  }
  return performance.now() - start;
}

/**
 * Nothing is removed until the end: ext4 without a journal looks again and again at every inode that was freed in the
 * last minutes, so that files made after a removal cost ten times as much.
 */
function measurePlace(place, scratch, count) {
  const config = (services, word) => writeConfig(scratch, services, word);
  const out = (name) => (round) => path.join(scratch, `${name} ${round}`);
  const [one, many, bare] = [out('one'), out('many'), out('bare')];
  const fresh = rounds(count, {
    one: (round) => generate(config(1, 'nightly'), one(round)),
    many: (round) => generate(config(200, 'nightly'), many(round)),
    bare: (round) => bareFiles(many(round), bare(round), false),
  });
  const unchanged = rounds(count, {
    one: (round) => generate(config(1, 'nightly'), one(round)),
    many: (round) => generate(config(200, 'nightly'), many(round)),
  });
  const changed = rounds(count, {
    one: (round) => generate(config(1, 'weekly'), one(round)),
    many: (round) => generate(config(200, 'weekly'), many(round)),
    bare: (round) => bareFiles(many(round), bare(round), true),
  });
  for (const [folder, found] of Object.entries({ fresh, unchanged, changed })) {
    const times = found.times('many', 'one');
    const files = folder === 'unchanged' ? ['', ''] : [found.ms('bare').toFixed(0), found.times('many', 'one', 'bare').toFixed(2)]; // prettier-ignore
    const cells = [found.ms('one').toFixed(0), found.ms('many').toFixed(0), times.toFixed(2), ...files];
    row(`${place}, ${folder}`, cells, verdict(times, 4));
  }
}

function measureLinear(place, scratch) {
  const out = (name) => (round) => path.join(scratch, `${name} of linear ${round}`);
  const found = rounds(3, {
    many: (round) => generate(writeConfig(scratch, 200), out('many')(round)),
    most: (round) => generate(writeConfig(scratch, 2000), out('most')(round)),
  });
  const times = found.times('most', 'many');
  row(
    place,
    [found.ms('many').toFixed(0), found.ms('most').toFixed(0), times.toFixed(2)],
    verdict(times, 10),
  );
}

/** `places`: folders by the words for what they lie on. */
export function benchServices(places, count) {
  const all = Object.entries(places);
  console.log('\nOne service and 200, in ms; bare: the same files made by a loop that does nothing else\n');
  row('', ['generate 1', 'generate 200', 'times', 'bare', 'times less bare'], 'target');
  for (const [place, scratch] of all) measurePlace(place, scratch, count);
  console.log('\n200 services and 2,000, in ms\n');
  row('', ['generate 200', 'generate 2000', 'times'], 'target');
  for (const [place, scratch] of all) measureLinear(place, scratch);
}
