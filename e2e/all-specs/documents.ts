import { allDocuments, specsFolder } from '../harness/shared-specs';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Documents of their own; the parts that multi-file documents refer to have no version field. */
export const ALL_DOCUMENTS: readonly string[] = allDocuments().filter(isEntry);

/** The examples stand there as YAML and as JSON: the quick run takes the YAML. */
export const DOCUMENTS: readonly string[] = process.env['ALL_SPECS'] === 'full' ? ALL_DOCUMENTS : ALL_DOCUMENTS.filter((file) => !hasYamlTwin(file));

/**
 * Operations that do not answer by their own schema, by name, each with its cause. Under 1 % of all
 * operations; the test fails when one of them is no longer needed.
 */
export const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {};

function isEntry(file: string): boolean {
  const text = readFileSync(path.join(specsFolder, file), 'utf8');
  // Some put the version last, or everything on one line.
  return file.endsWith('.json') ? /"(openapi|swagger)"\s*:\s*"\d/.test(text) : /^["']?(openapi|swagger)["']?\s*:/m.test(text);
}

function hasYamlTwin(file: string): boolean {
  if (!file.endsWith('.json')) return false;
  const yaml = file.replace(/\.json$/, '.yaml');
  return [yaml, yaml.replace('/json/', '/yaml/')].some((twin) => ALL_DOCUMENTS.includes(twin));
}
