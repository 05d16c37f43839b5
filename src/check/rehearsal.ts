import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Artifact } from '../render/artifact.ts';
import type { BundleView, Checker, CheckOptions } from './checker.ts';
import { packageFolder } from './packages.ts';
import type { CheckResult } from './result.ts';
import { behaviour, bodyKey, groupBy } from './script-body.ts';
import { readTap } from './tap.ts';
import { findTool, runTool, type ToolOptions } from './tools.ts';
import { missing } from './verdict.ts';

const name = 'rehearsal';
const TIMEOUT = 180_000;
/** In its own PID namespace a rehearsal can neither signal nor leave a process outside of it. */
const NAMESPACE = ['-p', '-f', '--kill-child', '--mount-proc'];

/** The words before a command that give it its own PID namespace; none where that is not allowed. */
async function isolation(options: ToolOptions): Promise<readonly string[]> {
  const unshare = findTool('unshare', options.environment);
  const nothing = findTool('true', options.environment);
  if (unshare === undefined || nothing === undefined) return [];
  const probe = await runTool(unshare, [...NAMESPACE, nothing], options);
  return probe.status === 0 ? [unshare, ...NAMESPACE] : [];
}

/** What bats and the rehearsals themselves run; what a script needs it says itself. */
const TOOLS_OF_BATS = 'cat chmod cut dirname env id mkdir mkfifo mktemp mv readlink rm sort touch tr'.split(
  ' ',
);

/** The tools that the scripts look for before they touch anything, in the PATH that they give themselves. */
function lacksOf({ content }: Artifact): readonly string[] {
  const PATH = /^export .*\bPATH=(\S+)$/m.exec(content)?.[1] ?? '';
  const [, listed = ''] = /^ *for item in (.*); do\n *hash "\$\{item\}"/m.exec(content) ?? [];
  const single = [...content.matchAll(/\bhash (\w+) 2>\/dev\/null \|\| fail 69/g)].map(
    ([, tool = '']) => tool,
  );
  const [, more = ''] = /^readonly TOOLS=\((.*)\)$/m.exec(content) ?? [];
  const own = [...more.matchAll(/'([^']+)'/g)].map(([, tool = '']) => tool);
  const needed = [...listed.split(' ').filter((tool) => tool !== ''), ...single, ...own];
  return needed.filter((tool) => findTool(tool, { PATH }) === undefined);
}

/** Tools without which a rehearsal would fail for no fault of the script. */
function lacking(bundle: BundleView, { environment }: CheckOptions): readonly string[] {
  const ofBats = TOOLS_OF_BATS.filter((tool) => findTool(tool, environment) === undefined);
  const ofScripts = bundle.artifacts
    .filter(({ language, service }) => language === 'bash' && service !== undefined)
    .flatMap(lacksOf);
  return [...new Set([...ofBats, ...ofScripts])];
}

async function rehearse(
  artifact: Artifact,
  command: readonly string[],
  bundle: BundleView,
  options: CheckOptions,
): Promise<readonly CheckResult[]> {
  const [program, ...args] = [...command, '--tap', path.join(bundle.folder, artifact.path)];
  const temporary = path.join(bundle.folder, `rehearsal of ${path.basename(artifact.path)}`);
  mkdirSync(temporary, { mode: 0o755 });
  const variables = { TMPDIR: temporary };
  const run = await runTool(program, args, {
    ...options,
    folder: bundle.folder,
    variables,
    timeout: TIMEOUT,
  });
  const about = { checker: name, artifact: artifact.path };
  return readTap(run).map((finding) => ({ ...about, ...finding }));
}

function sameAs(first: Artifact, results: readonly CheckResult[], artifact: Artifact): CheckResult {
  const worst = results.find(({ status }) => status !== 'passed') ?? results[0]!;
  const message = `same script and rehearsal as ${first.path}: ${worst.message}`;
  return { checker: name, artifact: artifact.path, status: worst.status, message };
}

/** Settings that a rehearsal replaces by its own: it names them as `[NAME]=` and `changes[NAME]`. */
function replacedBy(tests: string): ReadonlySet<string> {
  return new Set([...tests.matchAll(/\[([A-Z_]+)\](?==|')/g)].map(([, setting = '']) => setting));
}

/** Two rehearsals are one when scripts and tests differ only in names, paths, comments and what is replaced anyway. */
function keyOf(bundle: BundleView): (rehearsal: Artifact) => string {
  const scripts = new Map(
    bundle.artifacts.filter((it) => it.language === 'bash').map((it) => [it.service, it]),
  );
  return ({ content, service }) => {
    const script = service === undefined ? undefined : scripts.get(service);
    const tests = content.split('\n').filter((line) => !/^(?:#|(?:readonly )?SCRIPT=)/.test(line));
    if (script === undefined) return content;
    return [bodyKey(script.content), ...behaviour(script, replacedBy(content)), ...tests].join('\n');
  };
}

/** Runs the bundle's own bats tests: the generated script for real, against a stand-in process. */
export const rehearsal: Checker = {
  name,
  async run(bundle, options) {
    const tests = bundle.artifacts.filter(({ language }) => language === 'bats');
    if (tests.length === 0) return [];
    if (!options.rehearsal) return missing(name, tests, '--no-rehearsal');
    const bash = findTool('bash', options.environment);
    const bats = packageFolder('bats');
    if (bash === undefined) return missing(name, tests, 'bash is not on PATH: install the package bash');
    if (bats === undefined) return missing(name, tests, 'bats is missing: install the npm package bats');
    const lacks = lacking(bundle, options);
    if (lacks.length > 0) return missing(name, tests, `not on PATH: ${lacks.join(', ')}`);
    const command = [...(await isolation(options)), bash, path.join(bats, 'bin', 'bats')];
    const results = groupBy(tests, keyOf(bundle)).map(async ([first, ...others]) => {
      const own = await rehearse(first, command, bundle, options);
      return [...own, ...others.map((other) => sameAs(first, own, other))];
    });
    return (await Promise.all(results)).flat();
  },
};
