import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './run.mjs';

/** `npm run reference`: writes the config reference, which the schema makes, between the markers of the README. */
const { outputFiles } = await build({
  absWorkingDir: root,
  stdin: { contents: "export { configReference } from './src/config/reference.ts';", resolveDir: root },
  bundle: true,
  format: 'esm',
  write: false,
  platform: 'node',
});
const module = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);
const readme = path.join(root, 'README.md');
const [before, rest] = readFileSync(readme, 'utf8').split('<!-- reference -->\n');
const after = rest.slice(rest.indexOf('<!-- /reference -->'));
writeFileSync(readme, `${before}<!-- reference -->\n${module.configReference()}${after}`);
