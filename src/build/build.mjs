import { spawnSync } from 'node:child_process';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const dist = path.join(root, 'dist');
const stage = path.join(root, `dist.new-${process.pid}`);

const names = ['init', 'generate', 'check', 'diff', 'explain', 'report', 'recommend', 'schema'];
/** `node src/build/build.mjs generate check` leaves the others out. */
const wanted = process.argv.slice(2);

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  lineLimit: 200,
  legalComments: 'none',
  logLevel: 'warning',
};

/** In cli.ts, `import('./commands/NAME.ts')` becomes a look into the bundle of that command. */
const lazyCommands = {
  name: 'lazy-commands',
  setup(builder) {
    builder.onResolve({ filter: /^\.\/commands\/[a-z]+\.ts$/ }, ({ path: file, kind }) =>
      kind === 'dynamic-import' ? { path: path.basename(file, '.ts'), namespace: 'command' } : undefined,
    );
    builder.onLoad({ filter: /./, namespace: 'command' }, ({ path: name }) => ({
      contents: `import { loadBundle } from './load-bundle.ts'; module.exports = loadBundle('${name}');`,
      resolveDir: path.join(root, 'src'),
    }));
  },
};

/** Templates are compiled here, so that no bundle holds the Handlebars compiler. */
const compiledTemplates = {
  name: 'compiled-templates',
  setup(builder) {
    builder.onLoad({ filter: /\/src\/render\/templates\.ts$/ }, async () => {
      const { templatesModule } = await import('./precompile.mjs');
      return { contents: templatesModule(root), loader: 'js', resolveDir: path.join(root, 'src/render') };
    });
  },
};

async function buildLauncher() {
  const outfile = path.join(stage, 'saikido.cjs');
  await build({
    ...common,
    entryPoints: ['src/cli.ts'],
    outfile,
    plugins: [lazyCommands],
    banner: { js: '#!/usr/bin/env node' },
  });
  await chmod(outfile, 0o755);
}

/** A bundle is one function expression, which `load-bundle.ts` calls. */
async function buildCommand(name) {
  await build({
    ...common,
    entryPoints: [`src/commands/${name}.ts`],
    outfile: path.join(stage, 'commands', `${name}.js`),
    plugins: [compiledTemplates],
    define: { 'import.meta.url': 'saikidoUrl' },
    banner: { js: '(function(exports,require,module,saikidoUrl){' },
    footer: { js: '})' },
  });
}

/** Replaces dist/ by two renames, so that a command started meanwhile finds one whole version or the other. */
async function swap() {
  const old = `${stage}.old`;
  await rename(dist, old).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(stage, dist);
  await rm(old, { recursive: true, force: true });
}

await rm(stage, { recursive: true, force: true });
await mkdir(path.join(stage, 'commands'), { recursive: true });
try {
  await buildLauncher();
  for (const name of wanted.length === 0 ? names : wanted) await buildCommand(name);
  const cache = spawnSync(process.execPath, [path.join(root, 'src/build/make-cache.mjs'), stage], {
    stdio: 'inherit',
  });
  if (cache.status !== 0) throw new Error('the code cache could not be made');
  await swap();
} finally {
  await rm(stage, { recursive: true, force: true });
}
