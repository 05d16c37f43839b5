/** One constant of the script's data block. */
export type Setting =
  | { readonly name: string; readonly kind: 'text' | 'path'; readonly value: string }
  | {
      readonly name: string;
      readonly kind: 'words';
      readonly value: readonly string[];
      /** Which of the words are paths, so that `~/` means the home: by their places, from 0. */
      readonly paths: readonly number[];
    }
  | { readonly name: string; readonly kind: 'number'; readonly value: number };

export const text = (name: string, value: string): Setting => ({ name, kind: 'text', value });
export const path = (name: string, value: string): Setting => ({ name, kind: 'path', value });
export const words = (name: string, value: readonly string[], paths: readonly number[] = []): Setting =>
  ({ name, kind: 'words', value, paths }); // prettier-ignore
export const command = (name: string, value: readonly string[]): Setting => words(name, value, [0]);
export const number = (name: string, value: number): Setting => ({ name, kind: 'number', value });
