import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';
import { precompileTemplates, staticParts } from '../build/precompile.mjs';

/**
 * The only module that knows where templates come from: here from their files, in a bundle from a module that
 * build/precompile.mjs makes.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Compiled templates by name, such as `restart.bash`. */
export const specs: Readonly<Record<string, TemplateSpecification>> = Object.fromEntries(
  Object.entries(precompileTemplates(root)).map(([name, spec]) => [
    name,
    runInThisContext(`(${spec})`) as TemplateSpecification,
  ]),
);

/** Text that is included as it is, by its path below templates: `bash/lock.bash`. */
export const parts: Readonly<Record<string, string>> = staticParts(root);
