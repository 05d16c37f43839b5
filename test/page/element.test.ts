import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentText, element, styleSheet } from '../../src/page/element.ts';
import { isOurPage, pageText } from '../../src/page/page.ts';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const read = (text: string) => text.replace(/&([a-z]+|#39);/g, (_, name: string) => entities[name]!);

test('text and attributes come back as they were, and end nothing early', () => {
  const shown = fc
    .string({ unit: 'grapheme', minLength: 0, maxLength: 40 })
    .filter((text) => !/[\p{C}\u2028\u2029]/u.test(text));
  fc.assert(
    fc.property(shown, shown, (attribute, text) => {
      const made = documentText(element('p', { title: attribute }, text));
      const [, title, content] = /^<!doctype html>\n<p title="([^"<>]*)">([^<>]*)<\/p>\n$/s.exec(made)!;
      expect([read(title!), read(content!)]).toEqual([attribute, text]);
    }),
  );
});

test('what cannot be seen is shown as missing', () => {
  const made = documentText(element('p', {}, 'a\u0000b\u001b[2Jc\u202ed\ud800e'));
  expect(made).toBe('<!doctype html>\n<p>a\ufffdb\ufffd[2Jc\ufffdd\ufffde</p>\n');
});

test('elements within elements, lists, numbers, and nothing', () => {
  const made = element(
    'ul',
    { class: undefined },
    [1, 2].map((item) => element('li', {}, item)),
    undefined,
  );
  expect(documentText(made)).toBe('<!doctype html>\n<ul><li>1</li><li>2</li></ul>\n');
  expect(documentText(element('br', { x: 1.23456 }))).toBe('<!doctype html>\n<br x="1.23">\n');
});

test('no script, and no style but ours', () => {
  expect(() => element('script', {}, 'alert(1)')).toThrow('script');
  expect(() => element('style', {}, 'x')).toThrow('style');
  expect(() => styleSheet('</style>')).toThrow('style sheet');
});

test('a page knows itself again, and nothing else', () => {
  const page = pageText({ title: '<x>', generator: 'saikido report 1', body: 'hello' });
  expect(isOurPage(page)).toBe(true);
  expect(page).toContain('<title>&lt;x&gt;</title>');
  expect(isOurPage(page.replace('saikido', 'other'))).toBe(false);
  expect(isOurPage('')).toBe(false);
});
