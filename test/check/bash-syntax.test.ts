import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { check, script } from './sample.ts';

const home = mkdtempSync(path.join(tmpdir(), 'saikido home '));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('nothing of the home of whoever checks is run', async () => {
  const mark = path.join(home, 'was read');
  writeFileSync(path.join(home, '.bashrc'), `: >'${mark}'\nexit 1\n`);
  const [result] = await check('bash-syntax', [script()], { environment: { ...process.env, HOME: home } });
  expect(result).toMatchObject({ status: 'passed' });
  expect(existsSync(mark)).toBe(false);
});
