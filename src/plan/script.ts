/** One constant of the script's data block. */
export type Setting =
  | { readonly name: string; readonly kind: 'text' | 'path'; readonly value: string }
  | { readonly name: string; readonly kind: 'words'; readonly value: readonly string[] }
  | { readonly name: string; readonly kind: 'number'; readonly value: number };
