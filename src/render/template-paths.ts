import Handlebars from 'handlebars';

function pathOf(node: hbs.AST.Node): string | undefined {
  if (node.type !== 'PathExpression') return undefined;
  const { original } = node as hbs.AST.PathExpression;
  return original === 'this' ? undefined : original;
}

/**
 * The paths that a template and its partials take from the view, by the shape of its blocks: `settings`,
 * `settings[].name`.
 */
export function templatePaths(
  source: string,
  partials: Readonly<Record<string, string>>,
  base = '',
): Set<string> {
  const found = new Set<string>();
  const add = (node: hbs.AST.Expression, scope: string) => {
    const path = pathOf(node);
    if (path !== undefined) found.add(scope + path);
  };
  const include = (partial: hbs.AST.PartialStatement, scope: string) => {
    const text = partials[pathOf(partial.name) ?? ''] ?? '';
    templatePaths(text, partials, scope).forEach((path) => found.add(path));
  };
  const enter = (block: hbs.AST.BlockStatement, scope: string) => {
    const [subject] = block.params as [hbs.AST.PathExpression];
    add(subject, scope);
    walk(block.program.body, pathOf(block.path) === 'each' ? `${scope}${subject.original}[].` : scope);
    if (block.inverse) walk(block.inverse.body, scope);
  };
  const walk = (body: readonly hbs.AST.Statement[], scope: string): void => {
    for (const node of body) {
      if (node.type === 'MustacheStatement') {
        for (const param of (node as hbs.AST.MustacheStatement).params) add(param, scope);
      } else if (node.type === 'PartialStatement') include(node as hbs.AST.PartialStatement, scope);
      else if (node.type === 'BlockStatement') enter(node as hbs.AST.BlockStatement, scope);
    }
  };
  walk(Handlebars.parse(source).body, base);
  return found;
}
