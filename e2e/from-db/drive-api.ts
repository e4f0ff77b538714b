import type { Property, Resource } from '../../generators/lib/reverse/database/resources/resource';
import { isComparable } from '../../generators/lib/reverse/database/document/filters';
import { inDependencyOrder, parentsOf, valueOf } from './make-rows';
import type { Row, Wanted } from './make-rows';

export interface Reply {
  readonly status: number;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever the server says
}

export interface Outcome {
  /** What went otherwise than it should have; empty: all is well. */
  readonly problems: string[];
  /** How often each thing was done. */
  readonly counts: Record<string, number>;
  /** Replies by status. */
  readonly replies: Record<number, number>;
}

/** Texts that would break out of SQL that is put together by hand. */
export const HOSTILE: readonly string[] = [
  "' OR '1'='1", "'; DROP TABLE x; --", '1; DELETE FROM x', '" OR ""="', '\\', "\\'; --", '%', '_', '1) OR (1=1', "x' UNION SELECT NULL --", '${1}', '`', '/**/', ':a', '\u0000', '(SELECT 1)',
];

/** Drives every resource over HTTP: creates, reads, lists, filters, sorts, updates, replaces, breaks constraints, deletes. */
export class Driver {
  readonly outcome: Outcome = { problems: [], counts: {}, replies: {} };
  private readonly rows = new Map<Resource, Row[]>();
  private number = 0;

  constructor(private readonly origin: string, private readonly resources: readonly Resource[], private readonly wanted: Wanted = {}) {}

  async run(): Promise<Outcome> {
    const ordered = inDependencyOrder(this.resources);
    const writable = ordered.filter((resource) => has(resource, 'create'));
    for (const resource of writable) await this.createTwo(resource);
    for (const resource of writable) await this.breakConstraints(resource);
    for (const resource of ordered) await this.listing(resource);
    for (const resource of writable) await this.changing(resource);
    for (const resource of [...writable].reverse()) await this.deleting(resource);
    return this.outcome;
  }

  async ask(method: string, path: string, body?: unknown): Promise<Reply> {
    const reply = await fetch(this.origin + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) });
    this.outcome.replies[reply.status] = (this.outcome.replies[reply.status] ?? 0) + 1;
    const text = await reply.text();
    return { status: reply.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** Totals of all lists. */
  async totals(): Promise<Record<string, number>> {
    const entries = await Promise.all(this.resources.map(async ({ path }) => [path, (await this.ask('GET', `${path}?limit=1`)).body?.page?.total] as const));
    return Object.fromEntries(entries);
  }

  /** Every hostile text in every filter and in sort; nothing but 200 and 400 is an answer. */
  async attack(texts: readonly string[] = HOSTILE): Promise<void> {
    for (const { path, properties } of this.resources) {
      const targets = [...properties.flatMap(({ filter, column }) => (isComparable(column.type) ? ['eq', 'gt', 'in', 'contains', 'startsWith', 'isNull'] : ['isNull', 'eq']).map((operator) => `${filter}[${operator}]`)), 'sort', 'limit', 'offset', "x'"];
      for (const target of targets) {
        for (const text of texts) {
          const { status } = await this.ask('GET', `${path}?${encodeURIComponent(target)}=${encodeURIComponent(text)}`);
          this.count(`attack ${status}`);
          if (status !== 200 && status !== 400) this.problem(`GET ${path}?${target}=${JSON.stringify(text)}`, status);
        }
      }
    }
  }

  private async createTwo(resource: Resource): Promise<void> {
    for (let i = 0; i < 2; i++) {
      const body = this.newRow(resource, i);
      const reply = await this.ask('POST', resource.path, body);
      this.count('create');
      if (reply.status !== 201) {
        this.problem(`POST ${resource.path} ${JSON.stringify(body)}`, reply);
        continue;
      }
      this.rows.set(resource, [...(this.rows.get(resource) ?? []), reply.body]);
      const got = await this.ask('GET', rowPath(resource, reply.body));
      if (got.status !== 200 || JSON.stringify(got.body) !== JSON.stringify(reply.body)) this.problem(`GET ${rowPath(resource, reply.body)}`, got);
      for (const [name, value] of Object.entries(body)) {
        const type = resource.properties.find((property) => property.name === name)!.column.type;
        if (!same(reply.body[name], value, type.kind)) this.problem(`POST ${resource.path}: ${name} was ${JSON.stringify(value)}`, reply.body[name]);
      }
    }
  }

  private newRow(resource: Resource, i: number): Row {
    const n = ++this.number;
    const body: Row = {};
    for (const { name, column, create } of resource.properties) {
      if (create === 'never') continue;
      const key = `${resource.relation.name}.${column.name}`;
      const value = key in this.wanted ? this.wanted[key] : valueOf(column.type, n);
      const made = typeof value === 'function' ? (value as (n: number) => unknown)(n) : value;
      if (made !== undefined) body[name] = made;
    }
    for (const foreign of resource.relation.foreignKeys) if (foreign.table === resource.relation.name) for (const column of foreign.columns) nullOrSelf(resource, column, foreign.references[0]!, body);
    for (const { resource: parent, links, required } of parentsOf(resource, this.resources)) {
      const rows = this.rows.get(parent) ?? [];
      const row = rows[Math.min(i, rows.length - 1)];
      for (const { from, to } of links) {
        if (from.create === 'never' || `${resource.relation.name}.${from.column.name}` in this.wanted) continue;
        if (row) body[from.name] = row[to.name];
        else if (!required) delete body[from.name];
      }
    }
    return body;
  }

  private async breakConstraints(resource: Resource): Promise<void> {
    const [row] = this.rows.get(resource) ?? [];
    if (!row) return;
    const body = Object.fromEntries(resource.properties.filter(({ create }) => create !== 'never').map(({ name }) => [name, row[name]]));
    const named = (columns: readonly string[]): Property[] => columns.map((column) => resource.properties.find((property) => property.column.name === column)!);
    const unique = [resource.key, ...resource.relation.uniques.map(({ columns }) => named(columns))];
    if (unique.some((key) => key.length > 0 && key.every(({ name, create }) => create !== 'never' && row[name] !== null))) this.expect('unique', await this.ask('POST', resource.path, body), 409, 'UNIQUE_VIOLATION');
    for (const { links } of parentsOf(resource, this.resources)) {
      if (links.length > 1 || links.some(({ from }) => from.create === 'never' || !from.update) || !has(resource, 'update')) continue;
      const link = links[0]!;
      const nowhere = { integer: 29_876, uuid: '99999999-0000-4000-8000-000000000000', string: 'q', bigint: '123456' }[link.from.column.type.kind as string];
      if (nowhere === undefined || (link.from.column.type.maximum ?? 1e9) < 29_876) continue;
      const reply = await this.ask('PATCH', rowPath(resource, row), { [link.from.name]: nowhere });
      if (reply.body?.error?.code === 'CHECK_VIOLATION') continue;
      this.expect('foreign key', reply, 422, 'FOREIGN_KEY_VIOLATION', link.from.name);
    }
  }

  private async listing(resource: Resource): Promise<void> {
    const { path, properties } = resource;
    const all = await this.ask('GET', `${path}?limit=5`);
    this.count('list');
    if (all.status !== 200 || all.body.data.length > 5 || all.body.page.total < all.body.data.length) return this.problem(`GET ${path}`, all);
    const row = this.rows.get(resource)?.[0] ?? all.body.data[0];
    for (const property of properties.filter(({ column }) => isComparable(column.type))) {
      for (const sign of ['', '-']) {
        const sorted = await this.ask('GET', `${path}?sort=${sign}${property.name}&limit=3`);
        this.count('sort');
        if (sorted.status !== 200) this.problem(`GET ${path}?sort=${sign}${property.name}`, sorted);
      }
      if (row) await this.filtering(resource, property, row);
    }
    for (const { filter } of properties) {
      const [none, some] = [await this.ask('GET', `${path}?${filter}[isNull]=true&limit=1`), await this.ask('GET', `${path}?${filter}[isNull]=false&limit=1`)];
      this.count('filter', 2);
      if (none.body?.page?.total + some.body?.page?.total !== all.body.page.total) this.problem(`GET ${path}?${filter}[isNull]`, [none, some]);
    }
  }

  private async filtering(resource: Resource, { name, filter, column }: Property, row: Row): Promise<void> {
    const value = row[name];
    const asked = async (condition: string): Promise<Reply> => {
      this.count('filter');
      return this.ask('GET', `${resource.path}?${filter}${condition}&limit=100`);
    };
    if (value === null || (column.type.kind === 'number' && resource.relation.kind === 'view')) return;
    const text = encodeURIComponent(String(value));
    const [equal, other, among] = [await asked(`[eq]=${text}`), await asked(`[ne]=${text}`), await asked(`[in]=${text}`)];
    for (const reply of [equal, other]) if (reply.status !== 200) this.problem(`GET ${resource.path}?${filter}=${text}`, reply);
    // Timestamps of existing rows may have microseconds, which JSON does not show; floats are inexact.
    const isInexact = column.type.kind === 'number' || (column.type.kind === 'timestamp' && !this.rows.has(resource));
    if (!isInexact && !(equal.body?.page?.total > 0)) this.problem(`GET ${resource.path}?${filter}[eq]=${text} finds nothing`, equal.body?.page);
    if (equal.body?.data?.some((found: Row) => !same(found[name], value, column.type.kind, true))) this.problem(`GET ${resource.path}?${filter}[eq]=${text} finds others`, equal.body.data[0]);
    if (column.type.kind !== 'boolean' && among.body?.page?.total !== equal.body?.page?.total) this.problem(`GET ${resource.path}?${filter}[in]=${text}`, among);
    if (column.type.kind === 'string' && /char|text/.test(column.type.orm) && String(value).length > 1) {
      const part = await asked(`[contains]=${encodeURIComponent(String(value).trim().slice(0, 2).toUpperCase())}`);
      if (!(part.body?.page?.total > 0)) this.problem(`GET ${resource.path}?${filter}[contains]`, part);
    }
  }

  private async changing(resource: Resource): Promise<void> {
    const [row] = this.rows.get(resource) ?? [];
    if (!row || !has(resource, 'update')) return;
    const path = rowPath(resource, row);
    const given = Object.fromEntries(resource.properties.filter(({ update }) => update).map(({ name }) => [name, row[name]]));
    const [name] = Object.keys(given);
    const patched = await this.ask('PATCH', path, { [name!]: given[name!] });
    this.count('update');
    if (patched.status !== 200) this.problem(`PATCH ${path}`, patched);
    const required = Object.fromEntries(resource.properties.filter(({ update, create, column }) => update && (create === 'required' || `${resource.relation.name}.${column.name}` in this.wanted)).map((property) => [property.name, row[property.name]]));
    const replaced = await this.ask('PUT', path, Object.fromEntries(Object.entries(required).filter(([, value]) => value !== null)));
    this.count('replace');
    if (replaced.status !== 200) this.problem(`PUT ${path} ${JSON.stringify(required)}`, replaced);
    const back = await this.ask('PUT', path, given);
    if (back.status !== 200) this.problem(`PUT ${path} ${JSON.stringify(given)}`, back);
    for (const [property, value] of Object.entries(given)) if (back.status === 200 && !BY_TRIGGERS.test(property) && !same(back.body[property], value, '')) this.problem(`PUT ${path}: ${property} was ${JSON.stringify(value)}`, back.body[property]);
  }

  private async deleting(resource: Resource): Promise<void> {
    for (const { resource: parent, required } of parentsOf(resource, this.resources)) {
      const [row] = this.rows.get(parent) ?? [];
      const key = resource.relation.foreignKeys.find(({ table, schema }) => table === parent.relation.name && schema === parent.relation.schema);
      if (!row || !this.rows.get(resource)?.length || !required || !has(parent, 'delete') || /CASCADE|SET/.test(key?.onDelete ?? '')) continue;
      this.expect('delete of what is referred to', await this.ask('DELETE', rowPath(parent, row)), 409, 'STILL_REFERENCED');
    }
    for (const row of this.rows.get(resource) ?? []) {
      const path = rowPath(resource, row);
      const gone = await this.ask('DELETE', path);
      this.count('delete');
      if (gone.status !== 204) this.problem(`DELETE ${path}`, gone);
      for (const method of ['GET', 'DELETE']) {
        const again = await this.ask(method, path);
        if (again.status !== 404) this.problem(`${method} ${path}, deleted`, again);
      }
    }
  }

  private expect(what: string, reply: Reply, status: number, code: string, field?: string): void {
    this.count(what);
    const { error } = reply.body ?? {};
    const named = field === undefined || error?.details === undefined || error.details.some((detail: { field: string }) => detail.field === field);
    if (reply.status !== status || error?.code !== code || typeof reply.body.meta?.requestId !== 'string' || !named) this.problem(what, reply);
  }

  private count(what: string, by = 1): void {
    this.outcome.counts[what] = (this.outcome.counts[what] ?? 0) + by;
  }

  private problem(what: string, got: unknown): void {
    this.outcome.problems.push(`${what} → ${JSON.stringify(got)}`.slice(0, 700));
  }
}

/** What samples' triggers set at every change. */
const BY_TRIGGERS = /^(lastUpdate|modifieddate)$/;

function has({ operations }: Resource, verb: string): boolean {
  return operations.some((operation) => operation.verb === verb);
}

function rowPath({ path, key }: Resource, row: Row): string {
  return [path, ...key.map(({ name }) => encodeURIComponent(String(row[name])))].join('/');
}

function nullOrSelf(resource: Resource, column: string, referenced: string, body: Row): void {
  const own = resource.properties.find((property) => property.column.name === column)!;
  if (own.column.nullable) delete body[own.name];
  else body[own.name] = body[resource.properties.find((property) => property.column.name === referenced)!.name];
}

function same(a: unknown, b: unknown, kind: string, folded = false): boolean {
  if (JSON.stringify(a) === JSON.stringify(b)) return true;
  if (kind === 'decimal' || kind === 'number') return Number(a) === Number(b);
  if (kind === 'time' || kind === 'interval') return String(a).startsWith(String(b).slice(0, 4));
  const [x, y] = [String(a).trimEnd(), String(b).trimEnd()];
  return x === y || (folded && x.toLowerCase() === y.toLowerCase()) || (x.startsWith('$') && x === y.replace(/^v/, '$'));
}
