import type { File } from '../code';
import { generatedNote } from '../emit/context';
import type { EmitContext } from '../emit/context';
import { MARKER_MEMBER } from '../openapi/marker-member';

/** Members of the document whose members, and theirs, get a line each. */
const SPREAD: Readonly<Record<string, number>> = { paths: 2, webhooks: 2, components: 2 };

/**
 * `types/openapi.json`: the document itself, bundled, Swagger 2.0 as OpenAPI 3.0. Types and
 * validators have lost most of its text, so `spec` reads it back from here, and a server may serve
 * it. Nothing imports it, so compilers do not read it. Compact, with a line for each operation and
 * component, so that diffs show what has changed.
 */
export function emitDocument(context: EmitContext): File {
  const members = Object.entries(context.api.document.root).filter(([key]) => key !== MARKER_MEMBER);
  const lines = members.map(([key, value]) => `${JSON.stringify(key)}:${print(value, SPREAD[key] ?? 0)}`);
  return { path: 'types/openapi.json', content: `{"${MARKER_MEMBER}":${JSON.stringify(generatedNote(context))},\n${lines.join(',\n')}}\n`, ownership: 'generated' };
}

function print(value: unknown, depth: number): string {
  if (depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, child]) => child !== undefined);
  return `{\n${members.map(([key, child]) => `${JSON.stringify(key)}:${print(child, depth - 1)}`).join(',\n')}}`;
}
