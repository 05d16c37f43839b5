export const COMPILE_OPTIONS: Readonly<Record<string, unknown>>;
export function templateSources(root: string): Record<string, string>;
export function staticParts(root: string): Record<string, string>;
export function precompileTemplates(root: string): Record<string, string>;
export function templatesModule(root: string): string;
