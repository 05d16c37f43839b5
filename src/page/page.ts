import { type Child, documentText, element, styleSheet } from './element.ts';
import { style } from './style.ts';

export interface Page {
  readonly title: string;
  /** Of the command that made it: `saikido report 0.1.0`. */
  readonly generator: string;
  /** What the page needs beside the common style. */
  readonly css?: string;
  readonly body: Child;
}

/** A page by itself: it loads nothing, runs nothing and reads the same in light, in dark and on paper. */
export function pageText({ title, generator, css = '', body }: Page): string {
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { name: 'generator', content: generator }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('meta', {
      'http-equiv': 'Content-Security-Policy',
      content: "default-src 'none'; style-src 'unsafe-inline'",
    }),
    element('title', {}, title),
    styleSheet(style + css),
  );
  return documentText(element('html', { lang: 'en' }, head, element('body', {}, element('main', {}, body))));
}

const OUR_HEAD = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="generator" content="saikido `;

/** Whether a file is such a page of ours, which may be replaced: its first bytes say so. */
export function isOurPage(text: string): boolean {
  return text.startsWith(OUR_HEAD);
}
