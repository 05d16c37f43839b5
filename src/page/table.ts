import { element, type Markup } from './element.ts';

/** A table that scrolls by itself where the screen is too narrow for it; `head` are its `th`, `body` its rows. */
export function table(caption: string, head: readonly Markup[], body: readonly Markup[]): Markup {
  const whole = element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, head)),
    element('tbody', {}, body),
  );
  return element('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': caption }, whole);
}
