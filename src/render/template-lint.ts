import Handlebars from 'handlebars';
import { helpers, type TemplateLanguage } from './helpers.ts';

/** What is wrong with a template, and in which line. */
export interface TemplateFinding {
  readonly line: number;
  readonly message: string;
}

type Call = hbs.AST.MustacheStatement | hbs.AST.BlockStatement;
const BLOCKS = new Set(['if', 'unless', 'each']);
/** What may stand right before and after a value that must be a word of its own. */
const BEFORE = /(?:^|[\s=(])$/;
const AFTER = /^(?:$|[\s)])/;

const isPath = (node: { readonly type: string }): node is hbs.AST.PathExpression => node.type === 'PathExpression';
const isPlainPath = (node: hbs.AST.Expression) =>
  isPath(node) && !node.data && node.depth === 0 && node.original !== '';

/** The language of a template, from its name: `cron/cron-d.cron` is cron. */
export function templateLanguage(name: string): TemplateLanguage {
  return name.slice(name.lastIndexOf('.') + 1) as TemplateLanguage;
}

function around(source: readonly string[], { loc }: Call): [string, string] {
  const before = source[loc.start.line - 1]!.slice(0, loc.start.column);
  const after = source[loc.end.line - 1]!.slice(loc.end.column);
  return [before, after];
}

function judgeHelper(call: hbs.AST.MustacheStatement, name: string, language: string, lines: readonly string[]): string[] {
  const found: string[] = [];
  const helper = helpers[name];
  if (name === 'static') return [];
  if (helper === undefined) return [`{{${name}}} is no helper`];
  if (!helper.languages.some((allowed) => allowed === language)) found.push(`${name} is not for ${language}`);
  if (call.params.length === 0) found.push(`${name} has no value`);
  if (call.params.some((param) => isPath(param) && !isPlainPath(param) && param.original !== 'this')) {
    found.push(`${name} takes plain paths only`);
  }
  const [before, after] = around(lines, call);
  if (helper.wholeWord && !(BEFORE.test(before) && AFTER.test(after) && outsideQuotes(before))) {
    found.push(`${name} must be a whole word`);
  }
  return found;
}

/** No quote is open before it on its line. */
function outsideQuotes(before: string): boolean {
  const literal = before.replace(/\{\{[^}]*\}\}/g, '');
  return ['"', "'", '`'].every((quote) => literal.split(quote).length % 2 === 1);
}

/** Everything that style and safety forbid in a template; nothing for a good one. */
export function lintTemplate(name: string, source: string): TemplateFinding[] {
  const language = templateLanguage(name);
  const lines = source.split('\n');
  const found: TemplateFinding[] = [];
  const blame = (node: hbs.AST.Node, message: string) => found.push({ line: node.loc.start.line, message });
  const visitor = new (class extends Handlebars.Visitor {
    override MustacheStatement(call: hbs.AST.MustacheStatement): void {
      if (!call.escaped) blame(call, 'a triple-stash');
      const path = call.path as hbs.AST.PathExpression;
      if (call.params.length === 0 && helpers[path.original] === undefined) blame(call, `a bare {{${path.original}}}`);
      else judgeHelper(call, path.original, language, lines).forEach((message) => blame(call, message));
      super.MustacheStatement(call);
    }
    override BlockStatement(block: hbs.AST.BlockStatement): void {
      const [subject] = block.params;
      if (!BLOCKS.has(block.path.original as string)) blame(block, `a block {{#${String(block.path.original)}}}`);
      if (block.params.length !== 1 || !isPlainPath(subject!)) blame(block, 'a block on something else than a plain path');
      super.BlockStatement(block);
    }
    override PartialStatement(partial: hbs.AST.PartialStatement): void {
      const [before, after] = [lines[partial.loc.start.line - 1]!.slice(0, partial.loc.start.column), partial.params];
      if (!isPath(partial.name as hbs.AST.PathExpression)) blame(partial, 'a partial whose name is computed');
      if (before !== '' || after.length > 0) blame(partial, 'a partial that is indented or has arguments');
    }
    override PartialBlockStatement(block: hbs.AST.PartialBlockStatement): void {
      blame(block, 'a partial block');
    }
    override DecoratorBlock(block: hbs.AST.DecoratorBlock): void {
      blame(block, 'a decorator');
    }
    override SubExpression(expression: hbs.AST.SubExpression): void {
      blame(expression, 'a helper inside a helper');
    }
  })();
  visitor.accept(Handlebars.parse(source));
  return found;
}

/** Static text must hold nothing that a template engine would read. */
export function lintStatic(text: string): TemplateFinding[] {
  return text
    .split('\n')
    .flatMap((line, index) => (line.includes('{{') ? [{ line: index + 1, message: '{{ in a static part' }] : []));
}
