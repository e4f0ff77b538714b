import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { recoverFromSource, type RecoveredApi } from '../../generators/lib/reverse/source';

/** What an API has, in words that two documents can be compared by. */
export interface Facts { readonly operations: ReadonlySet<string>; readonly parameters: ReadonlySet<string>; readonly properties: ReadonlySet<string> }

export interface Comparison {
  readonly app: string;
  readonly operations: string;
  readonly parameters: string;
  readonly properties: string;
  readonly missing: readonly string[];
  /** Operations that the published document does not have: the application's own, or invented ones. */
  readonly extra: readonly string[];
  readonly milliseconds: number;
}

type Json = Record<string, any>;

/** The operations, query and path parameters and body properties of a document; names of path parameters do not count. */
export function factsOf(document: Json): Facts {
  const operations = new Set<string>();
  const parameters = new Set<string>();
  const properties = new Set<string>();
  for (const [template, item] of Object.entries<Json>(document['paths'] ?? {})) {
    for (const method of ['get', 'put', 'post', 'delete', 'patch']) {
      const operation = item[method] as Json | undefined;
      if (operation === undefined) continue;
      const name = `${method.toUpperCase()} ${template.replace(/\{[^}]*\}/g, '{}').replace(/\/$/, '') || '/'}`;
      operations.add(name);
      let inPath = 0;
      for (const one of [...(item['parameters'] ?? []), ...(operation['parameters'] ?? [])]) {
        const parameter = resolve(document, one);
        if (parameter['in'] === 'path') parameters.add(`${name} path ${inPath++}`);
        if (parameter['in'] === 'query') parameters.add(`${name} query ${parameter['name']}`);
      }
      const body = resolve(document, operation['requestBody'] ?? {});
      for (const media of Object.values<Json>(body['content'] ?? {})) for (const property of leaves(document, media['schema'] ?? {}, '')) properties.add(`${name} body${property}`);
    }
  }
  return { operations, parameters, properties };
}

function resolve(document: Json, node: Json): Json {
  const ref = node['$ref'] as string | undefined;
  if (ref === undefined) return node;
  return resolve(document, ref.slice(2).split('/').reduce<Json>((at, key) => at?.[key.replace(/~1/g, '/').replace(/~0/g, '~')] as Json, document) ?? {});
}

function leaves(document: Json, schema: Json, prefix: string, depth = 0): string[] {
  const at = resolve(document, schema);
  const nested = [at, ...(at['allOf'] ?? []), ...(at['anyOf'] ?? [])].map((one) => resolve(document, one));
  const named = nested.flatMap((one) => Object.entries<Json>(one['properties'] ?? {}));
  if (named.length === 0 || depth > 6) return prefix === '' ? [] : [prefix];
  return named.flatMap(([key, property]) => leaves(document, property, `${prefix}.${key}`, depth + 1));
}

/** `path` without what most applications put before it. */
function withoutPrefix(facts: Facts, prefix: string): Facts {
  const strip = (set: ReadonlySet<string>): Set<string> => new Set([...set].map((one) => one.replace(new RegExp(`^(\\w+) ${prefix}(?=/|$| )`), '$1 ')));
  return { operations: strip(facts.operations), parameters: strip(facts.parameters), properties: strip(facts.properties) };
}

export function compare(app: string, recovered: RecoveredApi, published: Json, milliseconds: number): Comparison {
  const wanted = factsOf(published);
  const raw = factsOf(recovered.document);
  const candidates = ['', '/api', '/api/v1', '/v1', '/api/v2', '/v1/api', '/restapi/v1'].map((prefix) => withoutPrefix(raw, prefix));
  const found = candidates.reduce((best, one) => (common(one.operations, wanted.operations) > common(best.operations, wanted.operations) ? one : best));
  const has = (set: ReadonlySet<string>) => (one: string): boolean => set.has(one);
  const ofFound = (one: string): boolean => found.operations.has(/^\w+ \S+/.exec(one)![0]);
  const parameters = [...wanted.parameters].filter(ofFound);
  const properties = [...wanted.properties].filter(ofFound);
  const missing = [...[...wanted.operations].filter((one) => !found.operations.has(one)), ...parameters.filter((one) => !found.parameters.has(one)), ...properties.filter((one) => !found.properties.has(one))];
  return {
    app,
    operations: `${common(found.operations, wanted.operations)}/${wanted.operations.size}`,
    parameters: `${parameters.filter(has(found.parameters)).length}/${parameters.length}`,
    properties: `${properties.filter(has(found.properties)).length}/${properties.length}`,
    missing,
    extra: [...found.operations].filter((one) => !wanted.operations.has(one)),
    milliseconds,
  };
}

const common = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => [...a].filter((one) => b.has(one)).length;

/** Compares every application below a folder (its `src`, `app`, or itself) with the published document. */
export function compareAll(folder: string, published: Json): Comparison[] {
  return fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => {
    const started = process.hrtime.bigint();
    const recovered = recoverFromSource({ root: path.join(folder, name) });
    return compare(name, recovered, published, Number((process.hrtime.bigint() - started) / 1_000_000n));
  });
}

export function readPublished(file: string): Json {
  return parse(fs.readFileSync(file, 'utf8')) as Json;
}

export function table(rows: readonly Comparison[]): string {
  const lines = rows.map((row) => [row.app.slice(0, 52).padEnd(52), row.operations.padEnd(6), row.parameters.padEnd(7), row.properties.padEnd(7), String(row.extra.length).padEnd(5), `${row.milliseconds} ms`].join('  '));
  return ['application'.padEnd(52) + '  ops     params   body     extra', ...lines].join('\n');
}
