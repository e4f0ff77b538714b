import type { Diagnostic, SourcePosition } from '../../diagnostics';
import { diffDocuments } from '../../openapi-diff';
import { deepEqual } from '../../openapi-diff/deep-equal';
import type { Json } from '../../openapi-diff/nodes';
import { escapeToken, isObject } from '../../openapi-diff/nodes';
import { renameReferences } from './references';

/** A document and where its operations, by pointer, stand in source. */
export interface LocatedApi {
  readonly document: Json;
  readonly positions: ReadonlyMap<string, SourcePosition>;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/**
 * Two APIs of one application as one document. The first is exact and wins: where both declare an
 * operation and say different things of it, that is a diagnostic. Components of the same name and
 * other content get a number; paths of the second are taken out of the first's base path.
 */
export function mergeApis(first: LocatedApi, second: LocatedApi): LocatedApi & { readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const positions = new Map(first.positions);
  const names = new Map<string, string>();
  const components = mergeComponents(first.document, second.document, names);
  const paths: Json = { ...(first.document['paths'] as Json) };
  const base = basePath(first.document);
  for (const [template, given] of Object.entries((second.document['paths'] ?? {}) as Json)) {
    const item = renameReferences(given, names) as Json;
    const inside = base !== '' && template.startsWith(`${base}/`);
    const key = inside ? template.slice(base.length) : template;
    const there = paths[key] as Json | undefined;
    const merged: Json = { ...there };
    for (const method of METHODS.filter((one) => isObject(item[one]))) {
      const pointer = `/paths/${escapeToken(template)}/${method}`;
      const position = second.positions.get(pointer) ?? second.positions.get(`/paths/${escapeToken(template)}`);
      if (there && isObject(there[method])) {
        const say = conflict(`${method.toUpperCase()} ${key}`, first.document, there[method], second.document, given as Json, method);
        if (say) diagnostics.push({ code: 'BACKEND_SPEC_CONFLICT', severity: 'warning', message: say, help: 'Remove one of the two: only the one registered first answers.', ...(position && { position }) });
        continue;
      }
      merged[method] = withServers(item, method, base !== '' && !inside);
      if (position) positions.set(`/paths/${escapeToken(key)}/${method}`, position);
    }
    if (Object.keys(merged).length > 0) paths[key] = merged;
  }
  const document = { ...first.document, paths, ...(Object.keys(components).length > 0 && { components }) };
  return { document, positions, diagnostics };
}

/** An operation that does not stand below the document's servers has its own; parameters of its path item come along. */
function withServers(item: Json, method: string, elsewhere: boolean): Json {
  const operation = item[method] as Json;
  const shared = Array.isArray(item['parameters']) ? (item['parameters'] as unknown[]) : [];
  return {
    ...operation,
    ...(shared.length > 0 && { parameters: [...shared, ...((operation['parameters'] as unknown[] | undefined) ?? [])] }),
    ...(elsewhere && operation['servers'] === undefined && { servers: [{ url: '/' }] }),
  };
}

/** Path of the first server, without a trailing slash. */
export function basePath(document: Json): string {
  const [server] = (document['servers'] ?? []) as readonly Json[];
  const url = typeof server?.['url'] === 'string' ? server['url'] : '';
  return url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/+$/, '');
}

function mergeComponents(first: Json, second: Json, names: Map<string, string>): Json {
  const merged: Json = { ...(first['components'] as Json | undefined) };
  const added: [string, string, unknown][] = [];
  for (const [section, map] of Object.entries((second['components'] ?? {}) as Json)) {
    const there: Json = { ...(merged[section] as Json | undefined) };
    for (const [name, value] of Object.entries(map as Json)) {
      if (Object.hasOwn(there, name) && deepEqual(there[name], value)) continue;
      let free = name;
      for (let n = 2; Object.hasOwn(there, free); n++) free = `${name}${n}`;
      if (free !== name) names.set(`#/components/${section}/${name}`, `#/components/${section}/${free}`);
      there[free] = undefined;
      added.push([section, free, value]);
    }
    merged[section] = there;
  }
  for (const [section, name, value] of added) (merged[section] as Json)[name] = renameReferences(value, names);
  return merged;
}

/** What the second says of an operation that the first says otherwise, of what can break a client. */
function conflict(name: string, first: Json, operation: unknown, second: Json, item: Json, method: string): string | undefined {
  const of = (document: Json, one: unknown, parameters: unknown): Json => ({ ...document, webhooks: {}, paths: { '/': { [method]: one, ...(Array.isArray(parameters) && { parameters }) } } });
  const changes = diffDocuments(of(first, operation, undefined), of(second, item[method], item['parameters'])).filter(({ breaking, operation: of }) => breaking && of !== undefined);
  if (changes.length === 0) return undefined;
  return `${name} is generated and also written by hand, which says otherwise: ${changes.slice(0, 3).map(({ message }) => message).join('; ')}${changes.length > 3 ? ` and ${changes.length - 3} more` : ''}`;
}
