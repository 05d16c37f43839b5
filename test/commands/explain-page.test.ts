import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explainCommand } from '../../src/commands/explain.ts';
import { type Browser, openBrowser } from '../report/browser.ts';
import { service } from '../plan/week-sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'saikido week '));
afterAll(() => rmSync(folder, { recursive: true }));

const HOSTILE = `<img src=x onerror="alert(1)"> ' & {{x}}.yaml`;
const config = join(folder, HOSTILE);
const page = join(folder, 'week.html');
const services = [
  service('worker', 'schedule: ["0 3 * * *", { every: 5m, when: { memory_above: 800M } }]'),
  service('api', 'schedule: ["0 3 * * sun", "*/10 8-17 * * *"]'),
  service('a-service-with-the-longest-name-that-there-can-b', 'schedule: "30 2 * * *"'),
  service('hand'),
];
writeFileSync(config, `services:\n${services.join('\n')}\n`);

const from = '2026-03-23T00:00:00Z';
const explain = (html: string) => explainCommand({ config, from, html });

describe('the page', () => {
  const said = explain(page);
  const text = readFileSync(page, 'utf8');

  test('is written beside the text, and is named on stderr', () => {
    expect(said.status).toBe(0);
    expect(said.stderr).toBe(`wrote ${page}\n`);
    expect(said.stdout).toContain('The restarts of the week from Mon 2026-03-23');
  });

  test('holds no element that a name brought, and names no resource', () => {
    expect(text).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
    expect(text).not.toMatch(/<img|<script|onerror="|<[^>]*\s(?:src|xlink:href)=|url\(|@import|https?:/);
    expect(text).not.toMatch(/undefined|NaN|Infinity|\[object/);
  });

  test('has a mark for each restart, and the same as a table', () => {
    const marks = [...text.matchAll(/<rect class="(mark|crowd)"/g)].map(([, kind]) => kind);
    expect(marks.filter((kind) => kind === 'crowd')).toHaveLength(2);
    const titles = [...text.matchAll(/<title>worker: (\w+ [\d:]+)<\/title>/g)].map(([, when]) => when);
    expect(new Set(titles)).toEqual(
      new Set(['Fri', 'Mon', 'Sat', 'Sun', 'Thu', 'Tue', 'Wed'].map((day) => `${day} 03:00`)),
    );
    const [, details = ''] = text.split('<details>');
    expect(details).toMatch(/worker<\/th>(?:<td class="wrap">03:00<\/td>){7}/);
    expect(details).toContain('61 times, 03:00 to 17:50');
    expect(text).toContain('Sun 03:00</th><td class="wrap">worker, api</td>');
  });

  test('is the same for the same config and instant', () => {
    explain(page);
    expect(readFileSync(page, 'utf8')).toBe(text);
  });
});

describe('a page that cannot be written', () => {
  test('replaces no file of others, and leaves nothing behind', () => {
    const notes = join(folder, 'notes.html');
    writeFileSync(notes, 'mine');
    mkdirSync(join(folder, 'a folder'));
    const before = readdirSync(folder);
    for (const path of [notes, join(folder, 'a folder'), join(folder, 'none', 'week.html')]) {
      const { status, stdout, stderr } = explain(path);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(`saikido: cannot write ${path}: `);
    }
    expect(readFileSync(notes, 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('in a browser', () => {
  let browser: Browser;
  const url = pathToFileURL(page).href;
  beforeAll(async () => {
    browser = await openBrowser();
    for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await browser.send(`${domain}.enable`);
  });
  afterAll(() => browser?.close());

  async function show(
    width: number,
    scheme: string,
  ): Promise<{ readonly scrolls: number; readonly paper: string }> {
    const metrics = { width, height: 900, deviceScaleFactor: 1, mobile: false };
    await browser.send('Emulation.setDeviceMetricsOverride', metrics);
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await browser.send('Emulation.setEmulatedMedia', { media: '', features });
    const before = browser.events.length;
    await browser.send('Page.navigate', { url });
    const deadline = Date.now() + 20_000;
    while (!browser.events.slice(before).some(({ method }) => method === 'Page.loadEventFired')) {
      if (Date.now() > deadline) throw new Error('the page never loaded');
      await browser.send('Runtime.evaluate', { expression: '0' });
    }
    const expression = `({
      scrolls: document.documentElement.scrollWidth,
      paper: getComputedStyle(document.body).backgroundColor,
    })`;
    const { result } = await browser.send('Runtime.evaluate', { expression, returnByValue: true });
    return (result as { value: { scrolls: number; paper: string } }).value;
  }

  test.each([400, 1280])('at %i pixels nothing overflows, in light and in dark', async (width) => {
    expect(await show(width, 'light')).toEqual({ scrolls: width, paper: 'rgb(255, 255, 255)' });
    expect(await show(width, 'dark')).toEqual({ scrolls: width, paper: 'rgb(20, 23, 26)' });
  });

  test('nothing else is asked for, and nothing is complained about', async () => {
    await show(1280, 'light');
    const asked = browser.events
      .filter(({ method }) => method === 'Network.requestWillBeSent')
      .map(({ params }) => (params as { request: { url: string } }).request.url);
    expect([...new Set(asked)]).toEqual([url]);
    const complaints = ['Log.entryAdded', 'Runtime.consoleAPICalled', 'Runtime.exceptionThrown'];
    expect(browser.events.filter(({ method = '' }) => complaints.includes(method))).toEqual([]);
  });
});
