/** The language of an artifact: which template helpers may make it and which checkers read it. */
export type Language =
  | 'bash'
  | 'bats'
  | 'cron'
  | 'crontab'
  | 'logrotate'
  | 'systemd'
  | 'json'
  | 'sums'
  | 'markdown'
  | 'yaml'
  | 'ansible'
  | 'prometheus'
  | 'dashboard';

/** One generated file. */
export interface Artifact {
  /** Below the bundle's folder, with `/`: `root/etc/cron.d/worker-restart`. */
  readonly path: string;
  readonly content: string;
  readonly mode: 0o644 | 0o755;
  readonly language: Language;
  /** The service it belongs to; absent for what belongs to the whole bundle. */
  readonly service?: string;
}
