import type { Artifact } from '../render/artifact.ts';
import type { CheckResult } from './result.ts';
import type { Environment } from './tools.ts';

/** The bundle as it would be delivered: every artifact lies in `folder` with its mode. */
export interface BundleView {
  readonly folder: string;
  readonly artifacts: readonly Artifact[];
}

export interface CheckOptions {
  /** Whether the generated scripts are run for real; else their results are skipped. */
  readonly rehearsal: boolean;
  /** Skipped counts as failed. */
  readonly strict: boolean;
  /** Path of the shellcheck to use, before all others. */
  readonly shellcheck?: string;
  /** Texts of the config: what looks like a leftover and stands in one of them is the user's. */
  readonly texts: readonly string[];
  readonly environment: Environment;
}

/** One kind of proof. `run` gives no result where the bundle holds nothing of its kind. */
export interface Checker {
  readonly name: string;
  readonly run: (bundle: BundleView, options: CheckOptions) => Promise<readonly CheckResult[]>;
}
