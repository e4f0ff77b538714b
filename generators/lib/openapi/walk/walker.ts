import type { Problem } from '../problems';
import { isObject, type Tokens } from '../refs/pointer';
import { SHAPES, type Field, type Kind, type Shape } from '../shapes';
import { MAX_NESTING } from '../source/limits';
import type { Source } from '../source/source';
import { CHECKS } from './checks';
import { coerceLeaf } from './coerce-leaf';
import { isReference, read, remove, what, write, type Container } from './nodes';
import type { Reference } from './reference';
import { closest } from './closest';
import { walkSchema } from './walk-schema';

/** A member `x-…` whose value may hold anything. */
export interface Extension {
  readonly node: Record<string, unknown>;
  readonly key: string;
}

/**
 * Walks objects of the specification in one source by their tables: collects every reference and
 * every problem of shape. It repairs in place what is broken but clear (a number for a string, a
 * null for an absent object), so that later stages see only the types the specification says.
 */
export class Walker {
  /** Tokens of the node being visited. */
  readonly path: string[] = [];
  schemaRoot: number | undefined;
  resource: number | undefined;
  private tooDeep = false;

  constructor(
    readonly source: Source,
    readonly version: '2.0' | '3.0' | '3.1' | '3.2',
    readonly problems: Problem[],
    readonly references: Reference[],
    private readonly extensions: Extension[] = [],
  ) {}

  /** Visits what stands at a place. Returns false when the value had to be left out. */
  walk(value: unknown, field: Field, tokens: Tokens): void {
    this.path.length = 0;
    this.path.push(...tokens);
    this.schemaRoot = undefined;
    this.resource = undefined;
    const box: Record<string, unknown> = { value };
    this.field(box, 'value', field);
  }

  report(code: Problem['code'], message: string, help?: string, rest: { key?: string; severity?: Problem['severity'] } = {}): void {
    const tokens = rest.key === undefined ? [...this.path] : [...this.path, rest.key];
    const { severity } = rest;
    this.problems.push({ code, message, source: this.source, tokens, ...(help === undefined ? {} : { help }), ...(severity === undefined ? {} : { severity }) });
  }

  /** Notes a specification extension: nothing reads it, but tools trip over references in it. */
  extension(node: Record<string, unknown>, key: string): void {
    if (typeof node[key] === 'object') this.extensions.push({ node, key });
  }

  /** Visits a member whose own token is already on the path. */
  field(parent: Container, key: string, field: Field): void {
    const value = read(parent, key);
    if (field.container === 'one') {
      if (field.leaf) this.leaf(parent, key, value, field);
      else this.one(parent, key, value, field);
      return;
    }
    if (isReference(value)) {
      this.reference(value, '$ref', field, { node: parent, key });
      return;
    }
    if (field.container === 'list') this.list(parent, key, value, field);
    else this.map(parent, key, value, field);
  }

  member(parent: Container, key: string, field: Field): void {
    this.path.push(key);
    this.field(parent, key, field);
    this.path.pop();
  }

  reference(holder: Record<string, unknown>, field: string, slot: Field, parent?: Reference['parent']): void {
    this.references.push({
      holder, field, text: holder[field] as string, slot, source: this.source, tokens: [...this.path],
      ...(parent === undefined ? {} : { parent }),
      ...(this.schemaRoot === undefined ? {} : { schemaRoot: this.path.slice(0, this.schemaRoot) }),
      ...(this.resource === undefined ? {} : { resource: this.path.slice(0, this.resource) }),
    });
  }

  private one(parent: Container, key: string, value: unknown, field: Field): void {
    const kind = field.type as Kind;
    if (kind === 'schema') return walkSchema(this, parent, key, value);
    if (!isObject(value)) return this.misfit(parent, key, value, SHAPES[kind]);
    if (this.path.length > MAX_NESTING) return this.nesting();
    if (isReference(value)) {
      this.reference(value, '$ref', field, { node: parent, key });
      if (kind !== 'pathItem' && kind !== 'pathItem2') return;
    }
    this.object(value, kind);
  }

  private object(node: Record<string, unknown>, kind: Kind): void {
    const shape = SHAPES[kind];
    CHECKS[kind]?.(this, node);
    for (const key of Object.keys(node)) {
      const field = shape.fields.get(key);
      if (field) this.member(node, key, field);
      else if (key.startsWith('x-')) this.extension(node, key);
      else if (key === '$ref') continue;
      else if (shape.rest) this.member(node, key, shape.rest);
      else this.unknown(key, shape);
    }
    for (const [key, field] of shape.fields) {
      if (field.required && !Object.hasOwn(node, key)) {
        this.report('BACKEND_OPENAPI_MISSING', `the ${shape.name} has no "${key}"`, `Add "${key}"`);
      }
    }
  }

  private unknown(key: string, shape: Shape): void {
    const near = closest(key, shape.fields.keys());
    const help = near === undefined ? 'Remove it, or prefix it with "x-"' : `Did you mean "${near}"?`;
    this.report('BACKEND_OPENAPI_UNKNOWN_FIELD', `the ${shape.name} has no field "${key}"; it is ignored`, help, { key });
  }

  private list(parent: Container, key: string, value: unknown, field: Field): void {
    let items = value;
    if (!Array.isArray(items)) {
      const meant = field.leaf ? typeof value === field.type : isObject(value) && Object.keys(value).length > 0;
      items = meant ? [value] : [];
      const fate = meant ? 'it is read as a list of it' : 'it is ignored';
      this.report('BACKEND_OPENAPI_TYPE', `${what(value)} stands where a list is needed; ${fate}`, 'Write a list');
      write(parent, key, items);
    }
    const list = items as unknown[];
    const one: Field = { ...field, container: 'one' };
    for (let i = 0; i < list.length; i++) this.member(list, String(i), one);
    if (list.includes(undefined)) write(parent, key, list.filter((item) => item !== undefined));
  }

  private map(parent: Container, key: string, value: unknown, field: Field): void {
    if (!isObject(value)) {
      this.report('BACKEND_OPENAPI_TYPE', `${what(value)} stands where an object is needed; it is ignored`, 'Write an object');
      remove(parent, key);
      return;
    }
    const one: Field = { ...field, container: 'one' };
    const extensible = field.type === 'pathItem' || field.type === 'callback';
    for (const name of Object.keys(value)) {
      if (extensible && name.startsWith('x-') && !isObject(value[name])) continue;
      this.member(value, name, one);
    }
  }

  private leaf(parent: Container, key: string, value: unknown, field: Field): void {
    if (field.type === 'any') return;
    if (typeof value === field.type) return;
    if (isReference(value)) {
      this.reference(value, '$ref', field, { node: parent, key });
      return;
    }
    const coerced = coerceLeaf(value, field);
    const fate = coerced === undefined ? 'it is ignored' : `it is read as ${JSON.stringify(coerced)}`;
    if (!(value === null && field.type === 'string')) {
      this.report('BACKEND_OPENAPI_TYPE', `${what(value)} stands where a ${field.type} is needed; ${fate}`, `Write a ${field.type}`);
    }
    if (coerced === undefined) remove(parent, key);
    else write(parent, key, coerced);
  }

  private misfit(parent: Container, key: string, value: unknown, shape: Shape): void {
    // An empty list for an empty object is what PHP writes.
    const harmless = value === null || shape.optional || (Array.isArray(value) && value.length === 0);
    const fate = harmless ? '; it is ignored' : '';
    this.report(
      harmless ? 'BACKEND_OPENAPI_TYPE' : 'BACKEND_OPENAPI_UNUSABLE',
      `${what(value)} stands where ${article(shape.name)} is needed${fate}`,
      'Write an object',
    );
    remove(parent, key);
  }

  nesting(): void {
    if (this.tooDeep) return;
    this.tooDeep = true;
    this.report('BACKEND_SOURCE_NESTING', `objects are nested more than ${MAX_NESTING} levels deep`, 'Flatten the document, or use $ref');
  }
}

function article(name: string): string {
  return /^[AEIOU]/.test(name) ? `an ${name}` : `a ${name}`;
}
