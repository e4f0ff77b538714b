import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A document with one GET operation for each id, on disk. */
export function writeDocument(operations: Readonly<Record<string, { tag?: string; security?: string }>>): { file: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'backend-document-'));
  const file = path.join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(documentOf(operations), null, 2));
  return { file, remove: () => rmSync(folder, { recursive: true }) };
}

/** The same as an object. */
export function documentOf(operations: Readonly<Record<string, { tag?: string; security?: string }>>): Record<string, unknown> {
  const entries = Object.entries(operations);
  const schemes = entries.flatMap(([, { security }]) => (security === undefined ? [] : [security]));
  return {
    openapi: '3.1.0',
    info: { title: 'Test', version: '1' },
    paths: Object.fromEntries(entries.map(([id, { tag, security }]) => [`/${id}`, {
      get: {
        operationId: id,
        ...(tag !== undefined && { tags: [tag] }),
        ...(security !== undefined && { security: [{ [security]: [] }] }),
        responses: { 204: { description: 'Nothing' } },
      },
    }])),
    components: { securitySchemes: Object.fromEntries(schemes.map((key) => [key, { type: 'http', scheme: 'bearer' }])) },
  };
}
