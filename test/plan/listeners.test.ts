import { expect, test } from 'vitest';
import { managed } from './managed.ts';

/** Local addresses as /proc/net/tcp and tcp6 tell them, on little-endian processors and on big-endian ones. */
const TOLD = {
  '127.0.0.1': ['0100007F', '7F000001'],
  '127.0.0.2': ['0200007F', '7F000002'],
  '10.20.30.40': ['281E140A', '0A141E28'],
  '0.0.0.0': ['00000000', '00000000'],
  '::ffff:127.0.0.1': ['0000000000000000FFFF00000100007F', '00000000000000000000FFFF7F000001'],
  '::ffff:127.0.0.2': ['0000000000000000FFFF00000200007F', '00000000000000000000FFFF7F000002'],
  '::1': ['00000000000000000000000001000000', '00000000000000000000000000000001'],
  'fe80::1': ['000080FE000000000000000001000000', 'FE800000000000000000000000000001'],
  '::': ['00000000000000000000000000000000', '00000000000000000000000000000000'],
};

function settingsOf(health_check: object) {
  const { first } = managed({ command: '/opt/app/run', pid_file: '/run/app/app.pid', health_check });
  return new Map(first.settings.map(({ name, value }) => [name, String(value)]));
}

function holders(health_check: object, end: 0 | 1) {
  const listeners = new RegExp(settingsOf(health_check).get('HEALTH_LISTENERS')!);
  return Object.entries(TOLD).flatMap(([ip, told]) => (listeners.test(`${told[end]}:1BD3`) ? [ip] : []));
}

const ALL = Object.keys(TOLD);
const CASES: [string, string[]][] = [
  ['127.0.0.1', ['127.0.0.1', '0.0.0.0', '::ffff:127.0.0.1', '::']],
  ['127.1', ['127.0.0.1', '0.0.0.0', '::ffff:127.0.0.1', '::']],
  ['127.0.0.2', ['127.0.0.2', '0.0.0.0', '::ffff:127.0.0.2', '::']],
  ['localhost', ['127.0.0.1', '0.0.0.0', '::ffff:127.0.0.1', '::1', '::']],
  ['[::1]', ['::1', '::']],
  ['[0:0::1]', ['::1', '::']],
  ['0.0.0.0', ALL],
  ['[::]', ALL],
];

test.each(CASES)('a service at %s has its port held by sockets of these addresses', (host, expected) => {
  for (const end of [0, 1] as const) {
    expect(holders({ tcp: `${host}:7123` }, end)).toEqual(expected);
    expect(holders({ http: `http://${host}:7123/` }, end)).toEqual(expected);
  }
});

test('another port is none of its business', () => {
  const listeners = new RegExp(settingsOf({ tcp: '127.0.0.1:80' }).get('HEALTH_LISTENERS')!);
  expect(['0100007F:0050', '0100007F:0051', '0100007F:5000'].map((text) => listeners.test(text))).toEqual([
    true,
    false,
    false,
  ]);
  expect(settingsOf({ tcp: '127.0.0.1:80' }).get('HEALTH_PORT')).toBe('80');
});

test.each(['example.com', '10.20.30.40', '[fe80::1]'])(
  'who listens at %s cannot be seen from here',
  (host) => {
    const settings = settingsOf({ tcp: `${host}:7123` });
    expect([settings.has('HEALTH_LISTENERS'), settings.get('HEALTH_PORT')]).toEqual([false, '7123']);
  },
);
