type Json = Record<string, any>;

/** What an API has, in words that two documents can be compared by. */
export interface Facts {
  /** `GET /users/{}`, with the RFC 6901 pointer to each operation. */
  readonly operations: ReadonlyMap<string, string>;
  /** `GET /users/{} path 0`, `GET /users query limit`. */
  readonly parameters: ReadonlySet<string>;
  /** `POST /users body.user.email`. */
  readonly properties: ReadonlySet<string>;
}

/** The operations, query and path parameters and body properties of a document below a prefix; names of path parameters do not count. */
export function factsOf(document: Json, prefix = ''): Facts {
  const operations = new Map<string, string>();
  const parameters = new Set<string>();
  const properties = new Set<string>();
  for (const [template, item] of Object.entries<Json>(document['paths'] ?? {})) {
    const path = below(template.replace(/\{[^}]*\}/g, '{}'), prefix);
    for (const method of ['get', 'put', 'post', 'delete', 'patch']) {
      const operation = item[method] as Json | undefined;
      if (operation === undefined) continue;
      const name = `${method.toUpperCase()} ${path}`;
      operations.set(name, `/paths/${template.replace(/~/g, '~0').replace(/\//g, '~1')}/${method}`);
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

/** `path` without the prefix that an application puts before it. */
function below(path: string, prefix: string): string {
  const inside = prefix !== '' && (path === prefix || path.startsWith(`${prefix}/`));
  return (inside ? path.slice(prefix.length) : path).replace(/\/$/, '') || '/';
}

function resolve(document: Json, node: Json): Json {
  const ref = node['$ref'] as string | undefined;
  if (ref === undefined) return node;
  return resolve(document, ref.slice(2).split('/').reduce<Json>((at, key) => at?.[key.replace(/~1/g, '/').replace(/~0/g, '~')] as Json, document) ?? {});
}

/** The properties that have none of their own, by their way from the top. */
function leaves(document: Json, schema: Json, prefix: string, depth = 0): string[] {
  const at = resolve(document, schema);
  const nested = [at, ...(at['allOf'] ?? []), ...(at['anyOf'] ?? [])].map((one) => resolve(document, one));
  const named = nested.flatMap((one) => Object.entries<Json>(one['properties'] ?? {}));
  if (named.length === 0 || depth > 6) return prefix === '' ? [] : [prefix];
  return named.flatMap(([key, property]) => leaves(document, property, `${prefix}.${key}`, depth + 1));
}
