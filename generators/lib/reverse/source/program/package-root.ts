import * as fs from 'node:fs';
import * as path from 'node:path';

/** The nearest folder at or above `from` that holds one of `names`; undefined when there is none. */
export function findUp(from: string, names: readonly string[]): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (names.some((name) => fs.existsSync(path.join(folder, name)))) return folder;
    if (path.dirname(folder) === folder) return undefined;
  }
}

/** What a package's manifest says; an empty object when there is none that can be read. */
export function readManifest(folder: string | undefined): Record<string, unknown> {
  if (folder === undefined) return {};
  try {
    const parsed: unknown = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
