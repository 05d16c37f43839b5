import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the services whose bundle lies in a folder, as its manifest says; none where there is no bundle. */
export function servicesIn(folder: string): readonly string[] {
  try {
    const manifest = join(folder, 'manifest.json');
    if (!lstatSync(manifest).isFile()) return [];
    const { services } = JSON.parse(readFileSync(manifest, 'utf8')) as { services?: unknown };
    return Array.isArray(services) ? services.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}
