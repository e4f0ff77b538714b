import * as path from 'node:path';
import type { Diagnostic } from '../diagnostics';
import type { BundledDocument } from '../model';
import { readDocument, type ReadOptions } from './read-document';

/** Reads a document from texts by relative path; the first is the entry. For tests. */
export async function readFiles(files: Record<string, string | object>, options: ReadOptions = {}) {
  const [entry] = Object.keys(files) as [string];
  const { value, diagnostics } = await readDocument(entry, {
    cwd: '/api',
    readFile: async (file) => {
      const text = files[path.relative('/api', file).split(path.sep).join('/')];
      if (text === undefined) throw Object.assign(new Error('none'), { code: 'ENOENT' });
      return typeof text === 'string' ? text : JSON.stringify(text, null, 1);
    },
    ...options,
  });
  return { document: value as BundledDocument, diagnostics, codes: codes(diagnostics) };
}

/** Severity and code of each diagnostic, in order. */
export function codes(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map((d) => `${d.severity} ${d.code}`);
}

/** A minimal OpenAPI document around some paths and components. */
export function api(paths: object, components: object = {}, openapi = '3.1.0'): Record<string, unknown> {
  return { openapi, info: { title: 'T', version: '1' }, paths, components };
}

/** A path item whose GET answers a schema. */
export function answers(schema: unknown): object {
  return { get: { responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } } } };
}
