import type { Problem } from '../problems';
import type { Version } from '../detect-version';
import type { Field } from '../shapes';
import type { Source } from '../source/source';
import { isReference } from '../walk/nodes';
import { Walker, type Extension } from '../walk/walker';
import type { Reference } from '../walk/reference';
import { Allocation, inPlace } from './allocate-components';
import { dropForeign } from './drop-foreign';
import { findTarget, followChain, type Failure, type Target } from './find-target';
import type { Origins } from './origins';
import { ReportFailure } from './report-failure';
import { rewrite, type Resolved } from './rewrite';
import { SchemaIds } from './schema-ids';
import { scopedTarget } from './scoped-target';
import type { SourceSet } from './source-set';

/**
 * Makes one document of many files, in place: walks the entry, loads what it refers to, walks that,
 * and so on; then gives every outside target a place under the entry's components and rewrites the
 * references. A node keeps its identity, so it is known where it was written.
 */
export class Bundler {
  private readonly references: Reference[] = [];
  private readonly resolved: Resolved[] = [];
  private readonly extensions: Extension[] = [];
  private readonly walked = new Set<unknown>();
  private readonly ids = new SchemaIds();
  private readonly failures: ReportFailure;

  constructor(
    private readonly entry: Source,
    private readonly version: Version,
    private readonly sources: SourceSet,
    private readonly origins: Origins,
    private readonly problems: Problem[],
  ) {
    this.failures = new ReportFailure(problems);
  }

  async run(): Promise<void> {
    if (this.version !== '2.0' && this.version !== '3.0') this.ids.add(this.entry);
    const type = this.version === '2.0' ? 'document2' : 'document';
    this.walk(this.entry, this.entry.value, { type, leaf: false, container: 'one', required: true }, []);
    for (let next = 0; next < this.references.length; ) {
      const wave = this.references.slice(next);
      next = this.references.length;
      await this.prefetch(wave);
      for (const reference of wave) await this.resolve(reference);
    }
    const allocation = new Allocation(this.entry, this.version, this.origins);
    for (const { reference, target } of this.resolved) allocation.add(reference, target);
    allocation.assign();
    for (const one of this.resolved) rewrite(one, allocation, this.problems);
    dropForeign(this.extensions);
    for (const { parent } of this.references) if (parent) closeHoles(parent.node);
  }

  private walk(source: Source, value: unknown, field: Field, tokens: readonly string[]): void {
    new Walker(source, this.version, this.problems, this.references, this.extensions).walk(value, field, tokens);
  }

  /** Loads the files of a whole wave together. */
  private async prefetch(wave: readonly Reference[]): Promise<void> {
    const wanted: string[] = [];
    for (const reference of wave) {
      if (reference.text.startsWith('#') || this.staysAsWritten(reference)) continue;
      const found = findTarget(reference.source, reference.text, this.sources);
      if ('needs' in found) wanted.push(found.needs);
    }
    await this.sources.load(wanted);
  }

  private async resolve(reference: Reference): Promise<void> {
    if (this.staysAsWritten(reference)) return;
    const found = await this.find(reference);
    if ('code' in found) {
      this.failures.report(reference, found);
      return;
    }
    this.resolved.push({ reference, target: found });
    this.visitTarget(reference, found);
  }

  private async find(reference: Reference): Promise<Target | Failure> {
    for (;;) {
      const scoped = scopedTarget(reference, this.problems);
      const found = scoped ?? findTarget(reference.source, reference.text, this.sources);
      if ('needs' in found) {
        await this.sources.load([found.needs]);
        continue;
      }
      if ('code' in found) return found;
      if (found.source === this.entry && found.tokens.length === 0) return wholeDocument(reference.text);
      const end = followChain(found, this.sources);
      if ('needs' in end) {
        await this.sources.load([end.needs]);
        continue;
      }
      if ('code' in end && end.code === 'BACKEND_REF_LOOP') return end;
      // A named alias in the entry keeps its name; elsewhere a pure reference is passed through.
      if (found.source === this.entry || !isReference(found.value) || Object.keys(found.value).length > 1) return found;
      return end;
    }
  }

  private staysAsWritten(reference: Reference): boolean {
    if (reference.field !== '$ref' && namesComponent(this.entry, reference)) return true;
    return reference.slot.type === 'schema' && this.ids.names(reference);
  }

  /** The entry's own sections have been walked; anything else is walked when first referred to. */
  private visitTarget({ slot }: Reference, { source, tokens, value }: Target): void {
    if (typeof value !== 'object' || value === null || this.walked.has(value)) return;
    this.walked.add(value);
    if (!inPlace(this.entry, this.version, { source, tokens, value })) this.walk(source, value, slot, tokens);
  }
}


/** Closes what leaving members of a list out has opened, once nobody needs their places any more. */
function closeHoles(node: unknown): void {
  if (Array.isArray(node) && node.includes(undefined)) node.splice(0, node.length, ...node.filter((item) => item !== undefined));
}

function wholeDocument(text: string): Failure {
  return { code: 'BACKEND_REF_UNRESOLVED', message: `"${text}" leads to the whole document, which cannot stand here`, help: 'Name a place in it, e.g. "#/components/schemas/Pet"' };
}

/** A bare mapping value is first of all the name of a component (3.2 §4.25.3). */
function namesComponent(entry: Source, { text, source }: Reference): boolean {
  if (source !== entry || !/^[A-Za-z0-9._-]+$/.test(text)) return false;
  const { components } = entry.value as { components?: { schemas?: object } };
  return typeof components?.schemas === 'object' && components.schemas !== null && Object.hasOwn(components.schemas, text);
}
