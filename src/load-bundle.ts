import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';

type Wrapper = (exports: object, require: NodeJS.Require, module: { exports: object }, url: string) => void;

/** V8's compiled form of a bundle, if this very V8 made it; another one would refuse it and compile. */
function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(`${file}.${process.versions.v8}-${process.arch}.cache`);
  } catch {
    return undefined;
  }
}

/** Loads `dist/commands/NAME.js`, which the build wraps into one function, with its code cache. */
export function loadBundle(name: string): object {
  const file = `${__dirname}/commands/${name}.js`;
  const cachedData = readCache(file);
  const script = new Script(readFileSync(file, 'latin1'), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: {} };
  const wrapper = script.runInThisContext() as Wrapper;
  wrapper(module.exports, require, module, pathToFileURL(file).href);
  return module.exports;
}
