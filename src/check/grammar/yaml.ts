import { parseAllDocuments, type ScalarTag } from 'yaml';

/** A tag that says how a scalar is read. */
export type Tag = Pick<ScalarTag, 'tag' | 'resolve'>;

/** The documents of a file; throws for what is not strictly YAML, and for a key given twice. */
export function readYaml(content: string, customTags: Tag[] = []): unknown[] {
  const documents = parseAllDocuments(content, { strict: true, uniqueKeys: true, customTags });
  return [...documents].map((document) => {
    const [wrong] = [...document.errors, ...document.warnings];
    if (wrong !== undefined) throw wrong;
    return document.toJS() as unknown;
  });
}
