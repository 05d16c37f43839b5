import { Lexer } from 'yaml';

/** The comments of a YAML text, in order. */
function commentsOf(text: string): string[] {
  return [...new Lexer().lex(text)].filter((token) => token.startsWith('#'));
}

/** Comments that stood in `before` and stand nowhere in `after`: those of removed keys, or all of a file written anew. */
export function lostComments(before: string, after: string): string[] {
  const kept = commentsOf(after);
  return commentsOf(before).filter((comment) => {
    const place = kept.indexOf(comment);
    if (place >= 0) kept.splice(place, 1);
    return place < 0;
  });
}
