import { expect, test } from 'vitest';
import { hostsOf } from '../../src/commands/report-hosts.ts';

test.each([
  [['/var/log/saikido'], []],
  [
    ['/logs/web1', '/logs/web2', '/logs/web1'],
    ['web1', 'web2'],
  ],
  [
    ['/logs/web1/var/log', '/logs/web2/var/log'],
    ['web1', 'web2'],
  ],
  [
    ['/logs/eu/web1/log', '/logs/us/web1/log'],
    ['eu', 'us'],
  ],
  [
    ['/logs/eu/web1', '/logs/us/web2'],
    ['eu/web1', 'us/web2'],
  ],
  [
    ['/logs', '/logs/web2'],
    ['logs', 'web2'],
  ],
  [
    ['/a/x/b', '/a/b'],
    ['x', 'b'],
  ],
  [
    ['/', '/logs'],
    ['/', 'logs'],
  ],
])('%j', (folders, names) => {
  expect([...hostsOf(folders).values()]).toEqual(names);
});
