import type { BundledDocument } from '../../model';
import { childPointer, follow, pointerOf, pointerSteps } from './pointer';

/** What a relative `$ref` inside a schema is relative to (JSON Schema 2020-12 core §8.2). */
export interface ReferenceBase {
  /** Absolute base URI: the nearest `$id`, or the document's. */
  readonly uri: string;
  /** Pointer of the schema with that `$id`; undefined when the document is the base. */
  readonly resource?: string;
  /** Pointer of the outermost enclosing schema: a component's or a media type's. */
  readonly schemaRoot: string;
  /** False where `$schema` or `jsonSchemaDialect` is plain 2020-12, in which `format` is an annotation. */
  readonly assertFormats: boolean;
}

/** Plain JSON Schema 2020-12, where `format` only annotates. */
const PLAIN_DIALECT = /^https?:\/\/json-schema\.org\/draft\/20(?:20-12|19-09)\/schema#?$/;

/** Resolves `$ref`s inside schemas: pointers, `$id`s, anchors. */
export class References {
  private index?: { ids: Map<string, string>; anchors: Map<string, string[]> };
  private readonly documentBase: string;

  constructor(private readonly document: BundledDocument) {
    const self = document.root['$self'];
    this.documentBase = typeof self === 'string' && URL.canParse(self, DEFAULT_BASE) ? new URL(self, DEFAULT_BASE).href : DEFAULT_BASE;
  }

  /** Schema at a pointer, or undefined. */
  lookup(pointer: string): unknown {
    const steps = pointerSteps(pointer);
    return steps && follow(this.document.root, steps)?.value;
  }

  /** The base for a schema at `pointer`, its own `$id` aside. */
  baseOf(pointer: string): ReferenceBase {
    const steps = pointerSteps(pointer) ?? [];
    const dialect = this.document.root['jsonSchemaDialect'];
    let base: ReferenceBase = {
      uri: this.documentBase,
      schemaRoot: pointerOf(schemaRoot(steps)),
      assertFormats: !(typeof dialect === 'string' && PLAIN_DIALECT.test(dialect)),
    };
    if (this.document.dialect !== '2020-12') return base;
    let value: unknown = this.document.root;
    let at = '#';
    for (const step of steps) {
      if (typeof value !== 'object' || value === null) break;
      if (at !== '#') base = this.enter(value as Record<string, unknown>, at, base);
      value = (value as Record<string, unknown>)[step];
      at = childPointer(at, step);
    }
    return base;
  }

  /** The base inside `schema`, which may be a resource of its own. */
  enter(schema: Readonly<Record<string, unknown>>, pointer: string, base: ReferenceBase): ReferenceBase {
    const dialect = schema['$schema'];
    if (typeof dialect === 'string') base = { ...base, assertFormats: !PLAIN_DIALECT.test(dialect) };
    const id = schema['$id'];
    if (typeof id !== 'string' || id.startsWith('#') || !URL.canParse(id, base.uri)) return base;
    return { ...base, uri: withoutFragment(new URL(id, base.uri).href), resource: pointer };
  }

  /** Canonical pointer of what `ref` leads to, or undefined. */
  resolve(ref: string, base: ReferenceBase): string | undefined {
    if (ref === '#') return base.resource ?? base.schemaRoot;
    if (ref.startsWith('#/')) {
      for (const root of base.resource ? [base.resource, '#', base.schemaRoot] : ['#', base.schemaRoot]) {
        const found = this.within(root, ref);
        if (found) return found;
      }
      return undefined;
    }
    if (this.document.dialect !== '2020-12' || !URL.canParse(ref, base.uri)) return undefined;
    const uri = new URL(ref, base.uri).href;
    const fragment = uri.includes('#') ? uri.slice(uri.indexOf('#')) : '#';
    const { ids, anchors } = (this.index ??= this.scan());
    if (fragment !== '#' && !fragment.startsWith('#/')) {
      const found = anchors.get(uri);
      return found?.find((p) => p.startsWith(base.schemaRoot)) ?? found?.[0];
    }
    const resource = ids.get(withoutFragment(uri));
    return resource === undefined ? undefined : this.within(resource, fragment);
  }

  private within(root: string, pointer: string): string | undefined {
    const outer = pointerSteps(root);
    const inner = pointerSteps(pointer);
    if (!outer || !inner) return undefined;
    const found = follow(this.document.root, [...outer, ...inner]);
    return found && found.value !== undefined ? pointerOf(found.steps) : undefined;
  }

  /** Every `$id` and anchor of the document. */
  private scan() {
    const ids = new Map<string, string>([[this.documentBase, '#']]);
    const anchors = new Map<string, string[]>();
    const visit = (value: unknown, pointer: string, base: ReferenceBase, named: boolean): void => {
      if (typeof value !== 'object' || value === null) return;
      const node = value as Record<string, unknown>;
      const inner = named ? base : this.enter(node, pointer, base);
      if (!named) {
        if (inner.resource === pointer && !ids.has(inner.uri)) ids.set(inner.uri, pointer);
        for (const anchor of [node['$anchor'], node['$dynamicAnchor'], legacyAnchor(node['$id'])]) {
          if (typeof anchor !== 'string') continue;
          const uri = `${inner.uri}#${anchor}`;
          anchors.set(uri, [...(anchors.get(uri) ?? []), pointer]);
        }
      }
      for (const key of Object.keys(node)) {
        if (!named && DATA.has(key)) continue;
        visit(node[key], childPointer(pointer, key), inner, !named && MAPS.has(key));
      }
    };
    visit(this.document.root, '#', this.baseOf('#'), true);
    return { ids, anchors };
  }
}

const DEFAULT_BASE = 'openapi:///document';

/** Keywords that hold data, in which `$id` means nothing. */
const DATA = new Set(['enum', 'const', 'default', 'example', 'examples']);
/** Keywords whose member names are names, not keywords. */
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies']);

function withoutFragment(uri: string): string {
  const hash = uri.indexOf('#');
  return hash < 0 ? uri : uri.slice(0, hash);
}

/** Draft 6 and 7 wrote anchors as `"$id": "#name"`. */
function legacyAnchor(id: unknown): string | undefined {
  return typeof id === 'string' && /^#[^/]/.test(id) ? id.slice(1) : undefined;
}

/** Steps up to the outermost schema on the way. */
function schemaRoot(steps: readonly string[]): readonly string[] {
  if (steps[0] === 'components' && steps[1] === 'schemas') return steps.slice(0, 3);
  const from = steps[0] === 'components' ? 3 : 1;
  const at = steps.findIndex((step, i) => i >= from && (step === 'schema' || step === 'itemSchema'));
  return at < 0 ? steps : steps.slice(0, at + 1);
}
