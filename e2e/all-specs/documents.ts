import { allDocuments, specsFolder } from '../harness/shared-specs';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Documents of their own; the parts that multi-file documents refer to have no version field. */
export const DOCUMENTS: readonly string[] = allDocuments().filter(isEntry);

/**
 * Operations that do not answer by their own schema, by name, each with its cause. Under 1 % of all
 * operations; the test fails when one of them is no longer needed.
 */
export const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {};

function isEntry(file: string): boolean {
  const head = readFileSync(path.join(specsFolder, file), 'utf8').slice(0, 4000);
  return /^\s*["']?(openapi|swagger)["']?\s*:/m.test(head);
}
