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

const isPath = (node: { readonly type: string }): node is hbs.AST.PathExpression =>
  node.type === 'PathExpression';
const isPlainPath = (node: hbs.AST.Expression) =>
  isPath(node) && !node.data && node.depth === 0 && node.original !== '';

/** The language of a template, from its name: `cron/cron-d.cron` is cron. */
function templateLanguage(name: string): TemplateLanguage {
  return name.slice(name.lastIndexOf('.') + 1) as TemplateLanguage;
}

function around(source: readonly string[], { loc }: Call): [string, string] {
  const before = source[loc.start.line - 1]!.slice(0, loc.start.column);
  const after = source[loc.end.line - 1]!.slice(loc.end.column);
  return [before, after];
}

function judgeHelper(
  call: hbs.AST.MustacheStatement,
  name: string,
  language: string,
  lines: readonly string[],
): string[] {
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

type Blame = (node: hbs.AST.Node, message: string) => void;

function judgeValue(
  call: hbs.AST.MustacheStatement,
  name: string,
  lines: readonly string[],
  blame: Blame,
): void {
  if (!call.escaped) blame(call, 'a triple-stash');
  const helper = (call.path as hbs.AST.PathExpression).original;
  if (call.params.length === 0 && helpers[helper] === undefined) blame(call, `a bare {{${helper}}}`);
  else judgeHelper(call, helper, templateLanguage(name), lines).forEach((message) => blame(call, message));
}

function judgeBlock({ path, params, ...block }: hbs.AST.BlockStatement, blame: Blame): void {
  const [subject, ...others] = params;
  if (!BLOCKS.has(path.original)) blame(block, `a block {{#${path.original}}}`);
  const plain = subject !== undefined && others.length === 0 && isPlainPath(subject);
  if (!plain) blame(block, 'a block on something else than a plain path');
}

function judgePartial(partial: hbs.AST.PartialStatement, lines: readonly string[], blame: Blame): void {
  if (!isPath(partial.name)) blame(partial, 'a partial whose name is computed');
  const indented = partial.loc.start.column > 0 || !lines[partial.loc.start.line - 1]!.startsWith('{{');
  if (indented || partial.params.length > 0) blame(partial, 'a partial that is indented or has arguments');
}

/** Everything that style and safety forbid in a template; nothing for a good one. */
export function lintTemplate(name: string, source: string): TemplateFinding[] {
  const lines = source.split('\n');
  const found: TemplateFinding[] = [];
  const blame: Blame = (node, message) => found.push({ line: node.loc.start.line, message });
  const { prototype } = Handlebars.Visitor;
  const visitor = Object.assign(new Handlebars.Visitor(), {
    MustacheStatement(call: hbs.AST.MustacheStatement) {
      judgeValue(call, name, lines, blame);
      prototype.MustacheStatement.call(visitor, call);
    },
    BlockStatement(block: hbs.AST.BlockStatement) {
      judgeBlock(block, blame);
      prototype.BlockStatement.call(visitor, block);
    },
    PartialStatement: (partial: hbs.AST.PartialStatement) => judgePartial(partial, lines, blame),
    PartialBlockStatement: (block: hbs.AST.PartialBlockStatement) => blame(block, 'a partial block'),
    DecoratorBlock: (block: hbs.AST.DecoratorBlock) => blame(block, 'a decorator'),
    SubExpression: (expression: hbs.AST.SubExpression) => blame(expression, 'a helper inside a helper'),
  });
  visitor.accept(Handlebars.parse(source));
  return found;
}

/** Static text must hold nothing that a template engine would read. */
export function lintStatic(text: string): TemplateFinding[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      line.includes('{{') ? [{ line: index + 1, message: '{{ in a static part' }] : [],
    );
}
