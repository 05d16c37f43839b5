import type Handlebars from 'handlebars';
import runtime from 'handlebars/runtime.js';
import { helpers } from './helpers.ts';
import { parts, specs } from './templates.ts';

/** What a template file may use: helpers of helpers.ts, other templates as partials, and `static`. */
function createEngine() {
  const engine = (runtime as unknown as typeof Handlebars).create();
  for (const name of Object.keys(engine.helpers)) {
    if (!['each', 'if', 'unless', 'helperMissing'].includes(name)) engine.unregisterHelper(name);
  }
  for (const [name, helper] of Object.entries(helpers)) {
    engine.registerHelper(name, (...args: unknown[]) => helper.run(...args.slice(0, -1)));
  }
  engine.registerHelper('static', (names: unknown) => staticText(names as string | readonly string[]));
  for (const [name, spec] of Object.entries(specs)) engine.registerPartial(name, engine.template(spec));
  return engine;
}

/**
 * Static parts with an empty line between, without a final newline, which the template's line gives. A name that begins
 * with `+` goes on where the part before it ended, without an empty line.
 */
function staticText(names: string | readonly string[]): string {
  const all = [names].flat();
  const key = all.join(' ');
  const text = joined.get(key) ?? joinParts(all);
  joined.set(key, text);
  return text;
}

/** By the names of their parts: most scripts of a bundle have the same body. */
const joined = new Map<string, string>();

function joinParts(names: readonly string[]): string {
  const texts = names.map((name) => `${name.startsWith('+') ? '' : '\n'}${staticPart(name)}`);
  return takeSteps(texts.join('\n').trimStart());
}

/** A line with `hook NAME` calls a step: it goes where no part has that function, else it loses the word `hook`. */
function takeSteps(text: string): string {
  return text.replace(/^.*\bhook (\w+).*\n/gm, (line, name: string) =>
    text.includes(`\n${name}() {`) ? line.replace('hook ', '') : '',
  );
}

function staticPart(written: string): string {
  const name = written.replace(/^\+/, '');
  const part = parts[name] ?? parts[`bash/${name}`] ?? parts[`bash/${name}.bash`];
  if (part === undefined) throw new Error(`no static part ${name}`);
  return part.trimEnd();
}

let engine: ReturnType<typeof createEngine> | undefined;

/**
 * Fills one template. Throws for a path that the view lacks and for a value that the language cannot hold.
 * As `partial` the runtime takes helpers and partials as they are, instead of wrapping all of them for each file.
 */
export function fill(template: string, view: object): string {
  engine ??= createEngine();
  const { helpers: known, partials } = engine;
  const found = partials[template] as Handlebars.TemplateDelegate | undefined;
  if (found === undefined) throw new Error(`no template ${template}`);
  return found(view, { partial: true, helpers: known, partials });
}
