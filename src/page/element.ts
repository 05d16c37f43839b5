import { html } from '../escape/html.ts';

const made: unique symbol = Symbol('markup');

/** Finished HTML or SVG. Only `element` makes it, so that no text comes into a page unescaped. */
export interface Markup {
  readonly [made]: string;
}

export type Child = Markup | string | number | undefined | readonly Child[];
type Attributes = Readonly<Record<string, string | number | undefined>>;

const VOID = new Set(['meta', 'br', 'col']);
/** Their text is not parsed for entities, so nothing but our own may stand in them. */
const RAW = new Set(['script', 'style']);

function text(child: Child): string {
  if (child === undefined) return '';
  if (typeof child === 'string' || typeof child === 'number') return html(String(child));
  return made in child ? child[made] : child.map(text).join('');
}

/** Two decimals are finer than any screen shows. */
function attribute(value: string | number): string {
  return html(typeof value === 'number' ? String(Math.round(value * 100) / 100) : value);
}

/** An element with its children; strings are text, an attribute that is `undefined` is left out. */
export function element(name: string, attributes: Attributes = {}, ...children: Child[]): Markup {
  if (RAW.has(name)) throw new Error(`${name} takes no text of others`);
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${attribute(value)}"`],
  );
  const open = `<${name}${pairs.join('')}>`;
  return { [made]: VOID.has(name) ? open : `${open}${text(children)}</${name}>` };
}

/** A style sheet of ours. */
export function styleSheet(css: string): Markup {
  if (css.includes('<')) throw new Error('a style sheet cannot hold "<"');
  return { [made]: `<style>\n${css}</style>` };
}

/** The bytes of a document. */
export function documentText(root: Markup): string {
  return `<!doctype html>\n${root[made]}\n`;
}
