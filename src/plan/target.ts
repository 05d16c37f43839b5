/** What `--for` adds files for. */
export type Target = 'ansible' | 'kubernetes';
