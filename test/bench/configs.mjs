import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a config of so many services; another `word` changes a value of each. */
export function writeConfig(folder, count, word = 'nightly') {
  const file = path.join(folder, `${count} ${word}.yaml`);
  const service = (i) =>
    `  worker-${i}:\n    command: [/opt/app/worker.sh, --queue, "${word} ${i}"]\n    pid_file: /run/worker-${i}.pid\n` +
    `    schedule: "${i % 60} 3 * * *"\n`;
  writeFileSync(file, `services:\n${Array.from({ length: count }, (_, i) => service(i)).join('')}`);
  return file;
}
