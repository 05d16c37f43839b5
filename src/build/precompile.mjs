import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import Handlebars from 'handlebars';
import { HELPER_NAMES } from './helper-names.mjs';

/** Nothing is HTML, an unknown name is an error, and a partial keeps its own indentation (heredocs). */
export const COMPILE_OPTIONS = {
  noEscape: true,
  data: false,
  strict: true,
  preventIndent: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(HELPER_NAMES.map((name) => [name, true])),
};

function filesBelow(folder, suffix) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

const nameBelow = (folder, file) => relative(folder, file).split(sep).join('/');

/** Sources of the templates by name: `cron/cron-d.cron` for templates/cron/cron-d.cron.hbs. */
export function templateSources(root) {
  const folder = join(root, 'templates');
  return Object.fromEntries(
    filesBelow(folder, '.hbs').map((file) => [
      nameBelow(folder, file).slice(0, -'.hbs'.length),
      readFileSync(file, 'utf8'),
    ]),
  );
}

/** Static text by its path below templates, such as `bash/lock.bash`. */
export function staticParts(root) {
  const folder = join(root, 'templates');
  const files = ['.bash', '.bats', '.yml'].flatMap((suffix) => filesBelow(folder, suffix));
  return Object.fromEntries(files.map((file) => [nameBelow(folder, file), readFileSync(file, 'utf8')]));
}

/**
 * Each template as the text of a specification for `Handlebars.template` of the runtime.
 * @returns {Record<string, string>}
 */
export function precompileTemplates(root) {
  const sources = Object.entries(templateSources(root));
  return Object.fromEntries(
    sources.map(([name, source]) => [
      name,
      Handlebars.precompile(source, { ...COMPILE_OPTIONS, srcName: undefined }),
    ]),
  );
}

/** Where a value stands in its template: two objects are made of it at every look-up, for messages of errors alone. */
const PLACE = /\{"start":\{"line":\d+,"column":\d+\},"end":\{"line":\d+,"column":\d+\}\}/g;

/** A module that takes the place of src/render/templates.ts in a bundle, which so needs no compiler. */
export function templatesModule(root) {
  const specs = Object.entries(precompileTemplates(root));
  const lines = specs.map(([name, spec]) => `  ${JSON.stringify(name)}: ${spec.replaceAll(PLACE, 'null')},`);
  return [
    'export const specs = {',
    ...lines,
    '};',
    `export const parts = ${JSON.stringify(staticParts(root))};`,
    '',
  ].join('\n');
}
