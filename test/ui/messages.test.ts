import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/problem.ts';
import { predicate, problemLine, sentence } from '../../src/ui/messages.ts';

const problem: Problem = {
  code: 'wrong-value',
  severity: 'error',
  path: ['services', 'worker', 'stop', 'timeout'],
  args: { must: 'a duration such as 30s or 2m', got: '"5 seconds"' },
  position: { line: 7, column: 14 },
};

describe('problemLine', () => {
  it('has file, line, column, path, what must hold and what was found', () => {
    expect(problemLine(problem, 'saikido.yaml')).toBe(
      'saikido.yaml:7:14: services.worker.stop.timeout must be a duration such as 30s or 2m (got "5 seconds")',
    );
  });

  it('leaves out a position that there is not', () => {
    const { position: _, ...answer } = problem;
    expect(problemLine(answer, 'saikido.yaml')).toMatch(
      /^saikido\.yaml: services\.worker\.stop\.timeout must/,
    );
  });

  it('says that a warning is one', () => {
    expect(problemLine({ ...problem, severity: 'warning' }, 'a.yaml')).toMatch(
      /^a\.yaml:7:14: warning: services/,
    );
  });
});

describe('sentence', () => {
  it('writes indexes in brackets and strange keys in quotes', () => {
    const path = ['services', 'a b', 'cleanup', 0, 'x\u001b[31m\u202e"'];
    expect(sentence({ ...problem, path })).toMatch(
      /^services\."a b"\.cleanup\[0\]\."x\\u001b\[31m\\u202e\\"" must be/,
    );
  });

  it('has no subject where the whole file is meant', () => {
    expect(sentence({ ...problem, code: 'huge-file', path: [] })).toBe('must be at most 32 MiB');
  });

  it('ends as its predicate, which is what the wizard shows', () => {
    expect(sentence(problem)).toBe(`services.worker.stop.timeout ${predicate(problem)}`);
  });

  it('refuses a code that nobody put into words', () => {
    expect(() => sentence({ ...problem, code: 'no-such-code' })).toThrow('no-such-code');
  });
});
