/** What one checker found of one artifact. A missing tool is `skipped`, never `passed`. */
export interface CheckResult {
  readonly checker: string;
  /** The artifact's path in the bundle; `''` where a checker says something of the whole bundle. */
  readonly artifact: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** One sentence: the finding, or why it was skipped; may be empty when passed. */
  readonly message: string;
  /** Of a finding, both from 1. */
  readonly line?: number;
  readonly column?: number;
}
