import { parseAllDocuments } from 'yaml';

/** The documents of a file; throws for what is not strictly YAML, and for a key given twice. */
export function readYaml(content: string): unknown[] {
  const documents = parseAllDocuments(content, { strict: true, uniqueKeys: true });
  return [...documents].map((document) => {
    const [wrong] = [...document.errors, ...document.warnings];
    if (wrong !== undefined) throw wrong;
    return document.toJS() as unknown;
  });
}
