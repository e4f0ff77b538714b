import { Comparison } from '../../openapi-diff/comparison';
import { compareSchema } from '../../openapi-diff/compare-schema';
import { deepEqual } from '../../openapi-diff/deep-equal';
import type { Json } from '../../openapi-diff/nodes';
import { follow, isObject } from '../../openapi-diff/nodes';
import { isHandWritten, NAME_MAPS, SILENT_IN_CODE, UNKNOWN_IN_CODE } from './hand-written';
import { INFERRED, isInferred } from './mark-inferred';
import { reachable } from './references';

/**
 * What code says, in the words of an existing document: its descriptions, summaries, examples,
 * tags, servers, extensions, names of components and order stay; what code contradicts follows code.
 * Parts that code does not tell for certain, marked `x-inferred`, are the existing document's where
 * it has them. Neither input is changed.
 * @param exact operations of generated code: what they do not have is gone, not just unseen
 * @param whole all of the code is generated, so components that nothing uses are wanted too
 */
export function keepHandWritten(base: Json, found: Json, exact: (operation: Json) => boolean, whole = false): Json {
  return new Keeper(base, found, exact, whole).run();
}

class Keeper {
  constructor(private readonly base: Json, private readonly found: Json, private readonly isExact: (operation: Json) => boolean, private readonly whole: boolean) {}

  run(): Json {
    const merged = this.object(this.base, this.found, { names: false, exact: true, key: '' }) as Json;
    const document = { ...merged, openapi: newer(this.base['openapi'], this.found['openapi']) };
    return this.whole ? document : this.withoutUnused(document);
  }

  /** Components come from the existing document, with those of the code that something leads to. */
  private withoutUnused(document: Json): Json {
    if (!isObject(document['components'])) return document;
    const used = reachable(document);
    const sections = Object.entries(document['components']).map(([section, map]) => {
      if (!isObject(map) || section === 'securitySchemes') return [section, map] as const;
      const there = ((this.base['components'] as Json | undefined)?.[section] ?? {}) as Json;
      return [section, Object.fromEntries(Object.entries(map).filter(([name]) => Object.hasOwn(there, name) || used.has(`#/components/${section}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`)))] as const;
    });
    const kept = sections.filter(([section, map]) => Object.keys(map as Json).length > 0 || Object.hasOwn(this.base['components'] as Json ?? {}, section));
    return { ...document, components: Object.fromEntries(kept) };
  }

  private node(base: unknown, found: unknown, at: At): unknown {
    // Our own guess of an earlier run is nobody's word.
    if (isInferred(found) && !isInferred(base)) return base;
    if (isObject(base) && isObject(found)) return this.reference(base, found, at) ?? this.object(base, found, at);
    if (Array.isArray(base) && Array.isArray(found)) return this.list(base, found, at);
    return deepEqual(base, found) ? base : found;
  }

  private reference(base: Json, found: Json, at: At): unknown {
    const [named, other] = [base['$ref'], found['$ref']];
    if (typeof named !== 'string' && typeof other !== 'string') return undefined;
    if (named === other) return base;
    if (this.sameMeaning(base, found)) return base;
    if (typeof named === 'string' && typeof other === 'string') return found;
    const target = follow(this.found, { value: found, pointer: '' }).value;
    return typeof named !== 'string' && isObject(target) ? this.object(base, target as Json, at) : found;
  }

  private sameMeaning(base: unknown, found: unknown): boolean {
    const comparison = new Comparison(this.base, this.found);
    compareSchema(comparison, { old: { value: base, pointer: '/base' }, now: { value: found, pointer: '/found' } }, { direction: 'none' });
    return comparison.changes.length === 0;
  }

  private object(base: Json, found: Json, at: At): unknown {
    const out: Json = {};
    const set = (key: string, value: unknown): void => void Object.defineProperty(out, key, { value, enumerable: true, configurable: true, writable: true });
    for (const [key, value] of Object.entries(base)) {
      if (key === INFERRED && !at.names) continue;
      const inner = this.below(at, key, found[key]);
      if (Object.hasOwn(found, key)) {
        const written = isHandWritten(key, at.names) && !(at.key === '' && key === 'webhooks') && key !== 'operationId';
        if (written || (isInferred(found, key) && !at.names && !isInferred(base, key))) set(key, isObject(value) && isObject(found[key]) && !key.startsWith('x-') ? { ...(found[key] as Json), ...value } : value);
        else set(key, this.node(value, found[key], inner));
      } else if (this.isKept(base, key, at)) set(key, value);
    }
    for (const [key, value] of Object.entries(found)) if (!Object.hasOwn(base, key) && !(key === 'openapi')) set(key, value);
    if (!at.names && Object.hasOwn(found, INFERRED)) this.markRest(out, base, found);
    return out;
  }

  /** A mark stays for members that the existing document does not have. */
  private markRest(out: Json, base: Json, found: Json): void {
    const mark = found[INFERRED];
    const rest = Array.isArray(mark) ? mark.filter((name) => !Object.hasOwn(base, name as string) || isInferred(base, name as string)) : mark;
    if (Array.isArray(rest) && rest.length === 0) delete out[INFERRED];
    else out[INFERRED] = rest;
  }

  private isKept(base: Json, key: string, at: At): boolean {
    if (isHandWritten(key, at.names)) return true;
    if (at.key === '' && !at.names) return true;
    if (at.component) return true;
    if (at.exact) return false;
    return at.names ? UNKNOWN_IN_CODE.has(at.key) : SILENT_IN_CODE.has(key);
  }

  private below(at: At, key: string, found: unknown): At {
    const exact = METHODS.has(key) && isObject(found) ? this.isExact(found) : at.exact;
    if (at.names) return { names: false, exact, key };
    const names = NAME_MAPS.has(key);
    // components → schemas → User
    return { names, exact, key, ...((key === 'components' || at.key === 'components') && { component: true }) };
  }

  private list(base: readonly unknown[], found: readonly unknown[], at: At): unknown {
    if (at.key === 'parameters') return this.parameters(base, found, at);
    if (deepEqual(base, found)) return base;
    if (base.length === found.length && base.every((one) => found.some((other) => deepEqual(one, other)))) return base;
    const inner = { names: false, exact: at.exact, key: 'item' };
    return base.length === found.length ? base.map((one, index) => this.node(one, found[index], inner)) : found;
  }

  private parameters(base: readonly unknown[], found: readonly unknown[], at: At): unknown[] {
    const [known, rest] = [(one: unknown) => keyOf(this.base, one), new Map(found.map((one) => [keyOf(this.found, one), one]))];
    const kept = base.flatMap((one) => {
      const other = rest.get(known(one));
      if (other === undefined) return [];
      rest.delete(known(one));
      const target = follow(this.found, { value: other, pointer: '' }).value;
      if (isObject(one) && typeof one['$ref'] === 'string') {
        const own = follow(this.base, { value: one, pointer: '' }).value;
        return [isInferred(other) || isInferred(target) || deepEqual(this.node(own, target, { names: false, exact: at.exact, key: 'parameter' }), own) ? one : other];
      }
      return [this.node(one, target, { names: false, exact: at.exact, key: 'parameter' })];
    });
    return [...kept, ...rest.values()];
  }
}

/** An existing 3.1.0 needs no 3.1.1. */
function newer(base: unknown, found: unknown): unknown {
  return String(base).slice(0, 3) >= String(found).slice(0, 3) ? base : found;
}

interface At {
  /** Keys are names. */
  readonly names: boolean;
  readonly exact: boolean;
  /** The member that holds the node. */
  readonly key: string;
  readonly component?: boolean;
}

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);

function keyOf(root: Json, one: unknown): string {
  const parameter = follow(root, { value: one, pointer: '' }).value;
  return isObject(parameter) ? `${String(parameter['in'])} ${String(parameter['name']).toLowerCase()}` : JSON.stringify(one);
}
