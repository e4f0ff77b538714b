import * as path from 'node:path';
import type { Version } from '../detect-version';
import { isObject, localRef, type Tokens } from '../refs/pointer';
import { SHAPES, type Kind } from '../shapes';
import type { Source } from '../source/source';
import type { Reference } from '../walk/reference';
import type { Target } from './find-target';
import type { Origins } from './origins';

interface Hoisted {
  readonly target: Target;
  readonly section: string;
  /** Where it stands in the bundle, once assigned. */
  place?: Tokens;
}

/** Gives every target outside the entry one place under the entry's components. */
export class Allocation {
  private readonly hoisted = new Map<string, Hoisted>();

  constructor(private readonly entry: Source, private readonly version: Version, private readonly origins: Origins) {}

  isEntry(target: Target): boolean {
    return inPlace(this.entry, this.version, target);
  }

  /** Notes that a node now stands in the bundle in the place of a reference. */
  inlined(node: unknown, target: Target): void {
    if (typeof node !== 'object' || node === null) return;
    if (node === target.value) this.origins.inline(node, target.source);
    else this.origins.derive(node, target.value);
  }

  /** Notes a target; inlined ones and those of the entry need no place. */
  add(reference: Reference, target: Target): void {
    const section = this.section(reference);
    if (section === undefined || this.isEntry(target)) return;
    const key = keyOf(section, target);
    if (!this.hoisted.has(key)) this.hoisted.set(key, { target, section });
  }

  /** Section of the components, or undefined when the target is put in the reference's stead. */
  section({ slot, field }: Reference): string | undefined {
    if (slot.leaf || slot.container !== 'one') return undefined;
    const { section } = SHAPES[slot.type as Kind];
    if (field !== '$ref') return this.version === '2.0' ? 'definitions' : 'schemas';
    if (this.version === '2.0') return section === 'schemas' ? 'definitions' : section;
    return section === 'mediaTypes' && this.version !== '3.2' ? undefined : section;
  }

  /** Names all places: what lies inside another target becomes a pointer into it, not a second copy. */
  assign(): void {
    const all = [...this.hoisted.values()];
    const outer = all.filter((one) => this.container(one) === undefined);
    for (const one of outer) one.place = this.install(one);
    for (const one of all) one.place ??= this.inside(one);
  }

  /** `#/…` of a target in the bundle. */
  ref(reference: Reference, target: Target): string {
    if (this.isEntry(target)) return localRef(target.tokens);
    return localRef(this.hoisted.get(keyOf(this.section(reference)!, target))!.place!);
  }

  private container(one: Hoisted): { outer: Hoisted; rest: Tokens } | undefined {
    if (one.section !== 'schemas' && one.section !== 'definitions') return undefined;
    const { source, tokens } = one.target;
    for (let length = 0; length < tokens.length; length++) {
      const outer = this.hoisted.get(keyOf(one.section, { source, tokens: tokens.slice(0, length), value: undefined }));
      if (outer) return { outer, rest: tokens.slice(length) };
    }
    return undefined;
  }

  private inside(one: Hoisted): Tokens {
    const { outer, rest } = this.container(one)!;
    return [...outer.place!, ...rest];
  }

  private install({ target, section }: Hoisted): Tokens {
    const root = this.entry.value as Record<string, unknown>;
    const top = this.version === '2.0' ? root : ensure(root, 'components');
    const components = ensure(top, section);
    const name = nameFor(target, (candidate) => Object.hasOwn(components, candidate));
    components[name] = target.value;
    this.inlined(target.value, target);
    return this.version === '2.0' ? [section, name] : ['components', section, name];
  }
}

/**
 * True for a node of the entry that tools find where it stands. One that stands elsewhere
 * (`#/x-shared/Pet`, `#/definitions/Pet` in 3.x) is treated like a node of another file.
 */
export function inPlace(entry: Source, version: Version, { source, tokens }: Target): boolean {
  if (source !== entry) return false;
  const roots = version === '2.0' ? ROOTS_2 : ROOTS_3;
  return roots.has(tokens[0] ?? '') && !tokens.some((token, i) => token.startsWith('x-') && i !== tokens.length - 1 && i !== 2);
}

const ROOTS_2: ReadonlySet<string> = new Set(['paths', 'definitions', 'parameters', 'responses', 'securityDefinitions']);
const ROOTS_3: ReadonlySet<string> = new Set(['paths', 'components', 'webhooks']);

function keyOf(section: string, { source, tokens }: Target): string {
  return `${section} ${source.location}#${source.pointer(tokens)}`;
}

function ensure(parent: Record<string, unknown>, key: string): Record<string, unknown> {
  if (!isObject(parent[key])) parent[key] = {};
  return parent[key] as Record<string, unknown>;
}

/**
 * `models/pet.yaml` → `pet`, `models.yaml#/definitions/Pet` → `Pet`. When it is taken, folder or file
 * names are put before it, then a number behind.
 */
function nameFor({ source, tokens }: Target, taken: (name: string) => boolean): string {
  const parts = source.location.replace(/[?#].*$/, '').replace(/\.(ya?ml|json)$/i, '').split(/[\\/]/).filter(Boolean);
  const trail = [...parts.slice(-3).map(clean), ...tokens.map(clean)].filter((part) => part !== '' && !GENERIC.has(part));
  const own = trail.pop() ?? (clean(path.basename(source.location)) || 'schema');
  if (!taken(own)) return own;
  let name = own;
  for (const part of trail.slice(-2).reverse()) {
    name = `${part}_${name}`;
    if (!taken(name)) return name;
  }
  for (let n = 2; ; n++) if (!taken(`${own}_${n}`)) return `${own}_${n}`;
}

/** Tokens that say nothing of what they hold. */
const GENERIC: ReadonlySet<string> = new Set(['components', 'schemas', 'definitions', '$defs', 'properties', 'items', 'schema', 'index']);

/** Component keys match `^[a-zA-Z0-9._-]+$` (3.2 §4.7). */
function clean(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^_+|_+$/g, '');
}
