import path from 'node:path';
import type { Checker } from './checker.ts';
import { findTool, runTool } from './tools.ts';
import { failed, missing, passed } from './verdict.ts';

const name = 'promtool';

/** `promtool check rules`: it reads each expression as Prometheus will. */
export const promtool: Checker = {
  name,
  async run(bundle, options) {
    const artifacts = bundle.artifacts.filter(({ language }) => language === 'prometheus');
    if (artifacts.length === 0) return [];
    const tool = findTool('promtool', options.environment);
    if (tool === undefined)
      return missing(name, artifacts, 'promtool is not on PATH: install the package prometheus');
    const results = artifacts.map(async (artifact) => {
      const file = path.join(bundle.folder, artifact.path);
      const run = await runTool(tool, ['check', 'rules', file], options);
      if (run.broken !== undefined)
        return missing(name, [artifact], `promtool does not work here: ${run.broken}`)[0]!;
      const said = run.stderr.split('\n').map((line) => line.replaceAll(`${file}: `, '').trim());
      const finding = said.filter((line) => line !== '' && line !== 'FAILED:').join(' ');
      if (run.status === 0 && finding === '') return passed(name, artifact);
      return failed(name, artifact, finding === '' ? `it ended with status ${run.status}` : finding);
    });
    return Promise.all(results);
  },
};
