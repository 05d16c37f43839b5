import { describe, expect, test } from 'vitest';
import { check, fragment, NO_TOOLS, rotation, script, timer, unit } from './sample.ts';

describe('bash-syntax', () => {
  test('reads every script and names file and line of a bad one', async () => {
    const bad = { ...script('broken'), content: '#!/bin/bash\nif true; then\n  (\nfi\n' };
    expect(await check('bash-syntax', [script(), bad])).toEqual([
      { checker: 'bash-syntax', artifact: script().path, status: 'passed', message: '' },
      expect.objectContaining({ artifact: bad.path, status: 'failed', line: 4 }),
    ]);
  });

  test('a warning of bash is a finding', async () => {
    const open = { ...script(), content: '#!/bin/bash\ncat <<EOF\nnever closed\n' };
    expect(await check('bash-syntax', [open])).toEqual([expect.objectContaining({ status: 'failed' })]);
  });
});

describe('crontab', () => {
  test('passes good files, and finds the bad one among them', async () => {
    const bad = fragment('0 63 * * * /bin/true', 'broken');
    const results = await check('crontab', [fragment(), bad, fragment(undefined, 'other')]);
    expect(results.map(({ status }) => status)).toEqual(['passed', 'failed', 'passed']);
    expect(results[1]!.message).toBe('bad hour');
  });

  test('takes more lines than one crontab may have', async () => {
    const many = Array.from({ length: 600 }, (_, index) => fragment(undefined, `w${index}`));
    const results = await check('crontab', many);
    expect(results.filter(({ status }) => status === 'passed')).toHaveLength(600);
  });
});

describe('systemd-verify', () => {
  test('passes a unit whose script is in the bundle', async () => {
    const results = await check('systemd-verify', [script(), unit(), timer('*-*-* 03:00:00')]);
    expect(results.map(({ status, message }) => [status, message])).toEqual([
      ['passed', ''],
      ['passed', ''],
    ]);
  });

  test('passes a generated unit whose program is not here, whoever runs it', async () => {
    const generated = (program: string, user: string) => ({
      ...unit(),
      content: `[Service]\nType=exec\nExecStart=${program}\nUser=${user}\n`,
    });
    for (const made of [generated('/opt/app/run', 'nobody'), generated('/etc', 'daemon')])
      expect(await check('systemd-verify', [script(), made])).toEqual([
        expect.objectContaining({ status: 'passed' }),
      ]);
    const typo = generated('/opt/app/run', 'nobody\nTypo=1');
    expect(await check('systemd-verify', [script(), typo])).toEqual([
      expect.objectContaining({ status: 'failed', line: 5 }),
    ]);
  });

  test('fails for a key that systemd only warns of, with its line', async () => {
    const results = await check('systemd-verify', [script(), unit(['Typo=oneshot'])]);
    expect(results).toEqual([expect.objectContaining({ status: 'failed', line: 4 })]);
  });

  test('fails for a script that is missing or cannot be executed', async () => {
    expect(await check('systemd-verify', [unit()])).toEqual([expect.objectContaining({ status: 'failed' })]);
    const plain = { ...script(), mode: 0o644 as const };
    expect(await check('systemd-verify', [plain, unit()])).toEqual([
      expect.objectContaining({ status: 'failed' }),
    ]);
  });

  test('finds units and script of a user below the home', async () => {
    const home = (made: ReturnType<typeof unit>) => ({
      ...made,
      path: made.path.replace('root/etc/systemd/system', 'root/.config/systemd/user'),
      content: made.content.replace('=/usr/local/sbin', '=%h/.local/bin'),
    });
    const own = { ...script(), path: 'root/.local/bin/worker-restart' };
    expect(await check('systemd-verify', [own, home(unit())])).toEqual([
      expect.objectContaining({ status: 'passed' }),
    ]);
    expect(await check('systemd-verify', [home(unit())])).toEqual([
      expect.objectContaining({ status: 'failed' }),
    ]);
  });
});

describe('systemd-calendar', () => {
  test('judges each value of each timer', async () => {
    const other = { ...timer('Sun 04:00', '*-02-30 00:00:00'), path: 'root/etc/systemd/system/other.timer' };
    const bad = { ...timer('every tuesday'), path: 'root/etc/systemd/system/bad.timer' };
    const results = await check('systemd-calendar', [
      timer('Sun 04:00', '*-*-* 03:00:00 Europe/Berlin'),
      other,
      bad,
    ]);
    expect(results.map(({ status, message, line }) => [status, message, line])).toEqual([
      ['passed', '', undefined],
      ['failed', 'OnCalendar=*-02-30 00:00:00: it never comes', 3],
      ['failed', 'OnCalendar=every tuesday: systemd cannot read it: Invalid argument', 2],
    ]);
  });

  test('a zone without data on this machine is no finding', async () => {
    const results = await check('systemd-calendar', [timer('*-*-* 03:00:00 Europe/Atlantis')]);
    expect(results).toEqual([expect.objectContaining({ status: 'skipped' })]);
  });
});

describe('logrotate', () => {
  test('passes a good file', async () => {
    expect(await check('logrotate', [rotation()])).toEqual([
      { checker: 'logrotate', artifact: rotation().path, status: 'passed', message: '' },
    ]);
  });

  test.each([
    ['an unknown option', ['  weeekly', '}'], 2],
    ['a bad number', ['  rotate x', '}'], 2],
    ['a unit that logrotate does not know', ['  maxsize 10MB', '}'], 2],
    ['a block that is not closed', ['  weekly'], undefined],
    ['a file named twice', ['  weekly', '}', '"/var/log/saikido/a log" {', '  daily', '}'], 4],
    ['a script without an end', ['  postrotate', '    /bin/true', '}'], undefined],
  ])('refuses %s', async (_, lines, line) => {
    const results = await check('logrotate', [rotation(lines)]);
    expect(results.every(({ status }) => status === 'failed')).toBe(true);
    expect(results[0]!.line).toBe(line);
  });

  test('users of the server are no finding, and what stands behind them is still read', async () => {
    const good = await check('logrotate', [rotation(['  su no-such no-such', '  missingok', '}'])]);
    expect(good).toEqual([
      expect.objectContaining({ status: 'passed', message: expect.stringContaining('no-such') }),
    ]);
    const bad = await check('logrotate', [rotation(['  create 0640 no-such adm', '  rotate x', '}'])]);
    expect(bad[0]).toMatchObject({ status: 'failed', line: 3 });
  });
});

test.each(['bash-syntax', 'crontab', 'systemd-verify', 'systemd-calendar', 'logrotate'])(
  'without its tool %s is skipped, never passed',
  async (name) => {
    const bundle = [script(), fragment(), unit(), timer('*-*-* 03:00:00'), rotation()];
    const results = await check(name, bundle, NO_TOOLS);
    expect(results.map(({ status }) => status)).toEqual(results.map(() => 'skipped'));
    expect(results[0]!.message).toMatch(/install the package \w+$/);
  },
);
