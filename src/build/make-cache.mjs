import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';

const [dist] = process.argv.slice(2);
const scratch = mkdtempSync(path.join(os.tmpdir(), 'saikido build '));

const config = path.join(scratch, 'saikido.yaml');
writeFileSync(
  config,
  'services:\n  worker:\n    command: /opt/app/worker.sh\n    pid_file: /run/worker.pid\n    schedule: "0 3 * * *"\n',
);

/** What makes V8 compile the functions that a usual run needs: the cache then holds them, too. */
const warmUps = {
  generate: ({ generateCommand }) => generateCommand({ config, out: path.join(scratch, 'out'), service: [] }),
  explain: ({ explainCommand }) => explainCommand({ config, next: '3', format: 'text' }),
  schema: ({ schemaCommand }) => schemaCommand({}),
};

for (const entry of readdirSync(path.join(dist, 'commands'))) {
  const file = path.join(dist, 'commands', entry);
  const script = new Script(readFileSync(file, 'latin1'), { filename: file });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, pathToFileURL(file).href);
  try {
    await warmUps[path.basename(entry, '.js')]?.(module.exports);
  } catch (error) {
    console.error(`warm-up of ${entry} failed: ${error.stack}`);
  }
  writeFileSync(`${file}.${process.versions.v8}-${process.arch}.cache`, script.createCachedData());
}
rmSync(scratch, { recursive: true });
