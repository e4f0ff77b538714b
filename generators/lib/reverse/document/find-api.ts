import path from 'node:path';
import type { Diagnostic } from '../../diagnostics';
import type { Json } from '../../openapi-diff/nodes';
import type { WorkspaceFiles } from '../../workspace/files';
import { findGenerated, isGeneratedFile } from '../generated/find-generated';
import type { RecoverOptions } from '../source';
import { markInferred } from './mark-inferred';
import { mergeApis, type LocatedApi } from './merge-apis';
import { ordered } from './print-document';
import { upgradeTo31 } from './upgrade-to-31';
import { writtenByHand } from './written-by-hand';

/** What the code below a folder serves. */
export interface FoundApi extends LocatedApi {
  /** Operations that come from a stored document, and so are exact. */
  readonly exact: ReadonlySet<unknown>;
  readonly diagnostics: readonly Diagnostic[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];
const EMPTY: LocatedApi = { document: { openapi: '3.1.1', info: { title: 'API', version: '0.0.0' }, paths: {} }, positions: new Map() };

/**
 * Reads the API of a folder: generated routes from the document they were generated from, what is
 * written by hand from its source. Undefined: there is none.
 */
export function findApi(files: WorkspaceFiles, folder: string, options: Omit<RecoverOptions, 'root'>): FoundApi | { readonly diagnostics: readonly Diagnostic[] } {
  const { routes, diagnostics: problems } = findGenerated(files, folder);
  const diagnostics: Diagnostic[] = [...problems];
  const parts: LocatedApi[] = [];
  const exact = new Set<unknown>();
  for (const { stored } of routes) {
    const document = stored ? upgradeTo31(stored.document) : undefined;
    if (document) for (const operation of operationsOf(document)) exact.add(operation);
    if (document) parts.push({ document, positions: new Map() });
  }
  const byHand = writtenByHand(files, folder);
  const known = parts.length > 0;
  // Without its document, generated code is read like any other.
  if (!known || parts.length < routes.length || byHand.length > 0) {
    const { recoverFromSource } = require('../source') as typeof import('../source');
    const complete = known && parts.length === routes.length;
    const isGenerated = generatedFiles(files);
    const recovered = recoverFromSource({ ...options, root: path.join(files.root, folder), ...(complete && { isKnown: (file: string) => isGenerated(fromRoot(file, files.root)) }) });
    const found = recovered.diagnostics.map((one) => relative(one, files.root));
    // What cannot be read in generated code is no news: its document says it, or it has been said that there is none.
    diagnostics.push(...found.filter(({ code, position }) => !(routes.length > 0 && code === 'BACKEND_RECOVER_NO_ROUTES') && !(position && isGenerated(position.file))));
    const document = structuredClone(recovered.document);
    markInferred(document, recovered.inferred);
    const positions = new Map([...recovered.positions].map(([pointer, position]) => [pointer, { ...position, file: fromRoot(position.file, files.root) }]));
    const own = { document: complete ? withoutGenerated(document, positions, isGenerated) : document, positions };
    if (operationsOf(own.document).length > 0) parts.push({ ...own, document: known ? own.document : ordered(own.document) });
  }
  if (parts.length === 0 || parts.every(({ document }) => operationsOf(document).length === 0 && Object.keys((document['webhooks'] as Json | undefined) ?? {}).length === 0 && !known)) return { diagnostics };
  let api = parts[0] ?? EMPTY;
  for (const part of parts.slice(1)) {
    const merged = mergeApis(api, part);
    diagnostics.push(...merged.diagnostics);
    api = merged;
  }
  return { ...api, exact, diagnostics };
}

function operationsOf(document: Json): unknown[] {
  return Object.values((document['paths'] ?? {}) as Record<string, Json>).flatMap((item) => METHODS.map((method) => item?.[method]).filter((operation) => operation !== undefined));
}

/** Tells generated files, each looked at once. */
function generatedFiles(files: WorkspaceFiles): (file: string) => boolean {
  const generated = new Map<string, boolean>();
  return (file) => {
    if (!generated.has(file)) generated.set(file, isGeneratedFile(files, file));
    return generated.get(file)!;
  };
}

/** Source analysis sees generated controllers too; their document says more. */
function withoutGenerated(document: Json, positions: LocatedApi['positions'], isGenerated: (file: string) => boolean): Json {
  const paths = Object.entries((document['paths'] ?? {}) as Record<string, Json>).flatMap(([template, item]) => {
    const pointer = `/paths/${template.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    const kept = Object.entries(item).filter(([key]) => {
      const position = METHODS.includes(key) ? positions.get(`${pointer}/${key}`) : undefined;
      return !position || !isGenerated(position.file);
    });
    return kept.some(([key]) => METHODS.includes(key)) ? [[template, Object.fromEntries(kept)] as const] : [];
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

function fromRoot(file: string, root: string): string {
  return path.isAbsolute(file) ? path.relative(root, file).split(path.sep).join('/') : file;
}

function relative(diagnostic: Diagnostic, root: string): Diagnostic {
  const { position } = diagnostic;
  return position ? { ...diagnostic, position: { ...position, file: fromRoot(position.file, root) } } : diagnostic;
}
