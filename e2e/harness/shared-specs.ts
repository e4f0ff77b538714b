import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from './paths';

/** Folder of the real documents the tests read: `BACKEND_SPECS`, else `../shared/specs` beside the repository. */
export const specsFolder = process.env['BACKEND_SPECS'] ?? path.resolve(repoRoot, '../shared/specs');

export const haveSpecs = existsSync(specsFolder);

/** Absolute path of a document, e.g. `redocly-museum.yaml`. */
export function sharedSpec(name: string): string {
  return path.join(specsFolder, name);
}

/**
 * `describe` for tests over the real documents. Without the folder they are skipped, with the
 * reason, on a developer's machine; on CI that is a failure.
 */
export function describeWithSpecs(name: string, tests: () => void): void {
  if (haveSpecs) return describe(name, tests);
  if (process.env['CI']) {
    return describe(name, () => it('finds the documents', () => expect(`${specsFolder} exists`).toBe(`${specsFolder} is missing`)));
  }
  console.warn(`${name}: skipped, there is no ../shared/specs (set BACKEND_SPECS)`);
  describe.skip(name, tests);
}

/** Every entry document under the folder, relative to it; parts that other documents refer to are left out. */
export function allDocuments(): string[] {
  if (!haveSpecs) return [];
  const top = readdirSync(specsFolder).filter((f) => /\.(ya?ml|json)$/.test(f));
  return [...top, 'digitalocean/DigitalOcean-public.v2.yaml', ...exampleDocuments()].sort();
}

const EXAMPLES = 'oai-examples';

function exampleDocuments(): string[] {
  return readdirSync(sharedSpec(EXAMPLES), { recursive: true, encoding: 'utf8' })
    .filter((f) => /\.(ya?ml|json)$/.test(f))
    .map((f) => path.posix.join(EXAMPLES, f.split(path.sep).join('/')));
}
