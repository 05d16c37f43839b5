import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHistory } from '../../src/history/history.ts';
import { historyPage } from '../../src/report/page.ts';
import { ownFolder } from '../history/folder.ts';
import { daily, DAY, failed, line, MEBI, restarted, skipped, START } from '../history/made-log.ts';
import { type Browser, openBrowser } from './browser.ts';

const folder = ownFolder();
const EVIL = `<img src=x onerror="alert(1)"> </title><script>alert(2)</script> ' & {{x}}`;
const log =
  daily(60, (at, index) =>
    restarted(at, { memory_before: (500 + 7 * index) * MEBI, killed: index % 9 === 0 ? 1 : 0 }),
  ) +
  skipped(START + 60 * DAY, { reason: 'paused: x' }) +
  failed(START + 61 * DAY, 11, EVIL);

async function pageOf(text: string, host = EVIL): Promise<string> {
  const path = join(folder, 'worker <i>.log');
  writeFileSync(path, text);
  const history = await readHistory([{ path, host }]);
  return historyPage(history, { now: START + 62 * DAY, version: '0.0.0' });
}

describe('the text of a page', () => {
  test('holds no element and no attribute that a log brought', async () => {
    const html = await pageOf(log);
    expect(html).not.toMatch(/<img|<script|<i>|onerror="/);
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
  });

  test('names no resource', async () => {
    expect(await pageOf(log, 'web1')).not.toMatch(
      /<[^>]*\s(?:src|xlink:href)=|url\(|@import|href="(?!#)|https?:/,
    );
  });

  test('nothing undefined or unmeasured gets into it', async () => {
    const bare = line(START, 'error', 'failed', {
      action: 'restart',
      reason: '',
      outcome: 'failure',
      exit: 13,
    });
    for (const text of [log, bare, restarted(START), daily(3000, (at) => restarted(at)), 'rubbish\n']) {
      expect(await pageOf(text)).not.toMatch(/undefined|NaN|Infinity|\[object/);
    }
  });

  test('every restart stands in its table', async () => {
    const html = await pageOf(log);
    expect(html.split('<details>')[1]!.match(/<td>2026-\d\d-\d\d 03:00<\/td>/g)).toHaveLength(62);
  });
});

test('of very many services only those with something to look at have charts', async () => {
  const steady = (at: number) => restarted(at, { memory_before: 60 * MEBI });
  const logs = Array.from({ length: 50 }, (_, index) =>
    daily(61, (at) => steady(at).replace(' worker ', ` w${index} `)),
  );
  const html = await pageOf(logs.join('') + daily(61, (at) => restarted(at)), 'web1');
  expect(html.match(/<h2 id="service-/g)).toHaveLength(1);
  expect(html).toContain('Nothing to look at in the 50 without a link.');
  expect(html.match(/<a href="#service-1">worker on web1</g)).toHaveLength(1);
});

describe('in a browser', () => {
  let browser: Browser;
  const url = pathToFileURL(join(folder, 'page.html')).href;

  beforeAll(async () => {
    writeFileSync(join(folder, 'page.html'), await pageOf(log));
    browser = await openBrowser();
    for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await browser.send(`${domain}.enable`);
  });
  afterAll(() => browser?.close());

  async function evaluate(expression: string): Promise<unknown> {
    const { result } = await browser.send('Runtime.evaluate', { expression, returnByValue: true });
    return (result as { value: unknown }).value;
  }

  async function show(width: number, scheme: string, media = ''): Promise<string> {
    const metrics = { width, height: 900, deviceScaleFactor: 1, mobile: false };
    await browser.send('Emulation.setDeviceMetricsOverride', metrics);
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await browser.send('Emulation.setEmulatedMedia', { media, features });
    const before = browser.events.length;
    await browser.send('Page.navigate', { url });
    const deadline = Date.now() + 20_000;
    while (!browser.events.slice(before).some(({ method }) => method === 'Page.loadEventFired')) {
      if (Date.now() > deadline) throw new Error('the page never loaded');
      await browser.send('Runtime.evaluate', { expression: '0' });
    }
    const { data } = await browser.send('Page.captureScreenshot', { format: 'png' });
    return data as string;
  }

  test.each([400, 1280])('at %i pixels nothing overflows, in light and in dark', async (width) => {
    const light = await show(width, 'light');
    expect(await evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    const dark = await show(width, 'dark');
    expect(await evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 23, 26)');
    expect(dark).not.toBe(light);
  });

  test('on paper it is as wide as the sheet', async () => {
    await show(700, 'light', 'print');
    expect(await evaluate('document.documentElement.scrollWidth')).toBe(700);
    expect(await evaluate('document.querySelector("svg").getBoundingClientRect().width <= 700')).toBe(true);
  });

  test('every drawing and every table has a name, and there are four drawings', async () => {
    await show(1280, 'light');
    expect(await evaluate('document.querySelectorAll("svg[role=img][aria-label] > title").length')).toBe(4);
    expect(await evaluate('document.querySelectorAll("svg").length')).toBe(4);
    expect(
      await evaluate('[...document.querySelectorAll("table")].filter((table) => !table.caption).length'),
    ).toBe(0);
    expect(await evaluate('document.querySelectorAll("img, script, link, i, [src], [onerror]").length')).toBe(
      0,
    );
    expect(await evaluate('document.title')).toBe('Restarts of worker');
  });

  test('text has enough contrast in both schemes', async () => {
    const ratio = `(() => {
      const light = (color) => {
        const [r, g, b] = color.match(/\\d+/g).map((part) => part / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const paper = light(getComputedStyle(document.body).backgroundColor);
      const texts = [...document.querySelectorAll('body, .soft, th, .legend span, a, dt')];
      return Math.min(...texts.map((one) => light(getComputedStyle(one).color)).map((ink) => (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)));
    })()`;
    for (const scheme of ['light', 'dark']) {
      await show(1280, scheme);
      expect(await evaluate(ratio)).toBeGreaterThan(3);
    }
  });

  test('nothing else is asked for, and nothing is complained about', () => {
    const asked = browser.events
      .filter(({ method }) => method === 'Network.requestWillBeSent')
      .map(({ params }) => (params as { request: { url: string } }).request.url);
    expect([...new Set(asked)]).toEqual([url]);
    const complaints = ['Log.entryAdded', 'Runtime.consoleAPICalled', 'Runtime.exceptionThrown'];
    expect(browser.events.filter(({ method }) => complaints.includes(method!))).toEqual([]);
  });
});
