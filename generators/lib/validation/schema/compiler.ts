import { Code, code, join } from '../../code';
import type { ImportExtension } from '../../code';
import type { Diagnostic } from '../../diagnostics';
import type { BundledDocument, SchemaLocation } from '../../model';
import type { Names } from '../../names/names';
import type { ModuleScope } from '../module-scope';
import type { Validate } from '../runtime/types';
import { emitFillStatements } from './emit-fill';
import { Evaluator } from './evaluator';
import type { Variant } from './linker';
import type { SchemaNode } from './node';
import { OutputLinker } from './output-linker';
import { SchemaSet } from './schema-set';
import { isOnlyReference } from './test-expression';

export type Direction = 'request' | 'response';

export interface ValidatorOptions {
  /** A multipart body: uploaded files stand in for binary strings. */
  readonly files?: boolean;
}

export interface CompilerContext {
  readonly document: BundledDocument;
  readonly names: Names;
  readonly importExtension: ImportExtension;
}

/** A module of the output: path relative to the output folder, with `.ts`, and its text without header. */
export interface SchemaModule {
  readonly path: string;
  readonly body: string;
}

/** Turns schemas into check functions: TypeScript for the output, or run right here. */
export class SchemaCompiler {
  private readonly schemas: SchemaSet;
  private readonly output: OutputLinker;
  private readonly evaluator: Evaluator;
  private plain: Evaluator | undefined;

  /** The document whose schemas it compiles; parameter decoders read it too. */
  readonly document: BundledDocument;

  constructor({ document, names, importExtension }: CompilerContext) {
    this.document = document;
    this.schemas = new SchemaSet(document);
    this.output = new OutputLinker(this.schemas, names, importExtension);
    this.evaluator = new Evaluator(this.schemas, false);
    this.schemas.evaluate = (pointer) => this.evaluator.check(pointer, { direction: 'request', files: false });
  }

  /** What was noticed in the schemas compiled so far. */
  get diagnostics(): readonly Diagnostic[] {
    return this.schemas.diagnostics;
  }

  /**
   * An expression of type `Validate` for use in the module `into`, which gets the imports and
   * functions it needs; null when the schema accepts anything. For requests it also fills in
   * defaults and removes readOnly properties from a valid value (never when `faults` is null).
   */
  validator(location: SchemaLocation, direction: Direction, into: ModuleScope, options: ValidatorOptions = {}): Code | null {
    const variant: Variant = { direction, files: options.files ?? false };
    const { node, stands } = this.schemas.locate(location);
    const check = this.schemas.isTrivial(node) ? null : this.check(node, stands, variant, into);
    const fill = direction === 'request' ? this.fill(node, stands, variant, into) : null;
    this.output.flush();
    if (!fill) return check;
    return into.function('checkAndFill', (name) => join([
      code`function ${name}(value: any, faults: ${into.runtimeType('Fault')}[] | null): boolean {`,
      check ? code`  if (!${check}(value, faults)) return false;` : code``,
      code`  if (faults !== null) ${fill}(value);`,
      code`  return true;`,
      code`}`,
    ]));
  }

  /** Modules of the shared schemas asked for so far. */
  files(): SchemaModule[] {
    return this.output.files();
  }

  /** A check to run at generation time; it fills nothing in. */
  evaluate(location: SchemaLocation, direction: Direction): Validate {
    const { node, stands } = this.schemas.locate(location);
    return this.evaluator.check(stands ? location.pointer : node, { direction, files: false });
  }

  /**
   * A check that takes discriminators for annotations, as every JSON Schema validator does: a value of
   * `oneOf` then has to fail all other branches. Undefined where that makes no difference.
   */
  evaluatePlainly(location: SchemaLocation, direction: Direction): Validate | undefined {
    if (!this.schemas.graph.featuresOf(this.schemas.locate(location).node).discriminators) return undefined;
    this.plain ??= new Evaluator(new SchemaSet(this.document, false), false);
    return this.plain.check(location.pointer, { direction, files: false });
  }

  /** False when a schema certainly refuses every string, as an object schema of a text body does. */
  mayBeString(location: SchemaLocation): boolean {
    const acceptsString = (node: SchemaNode, hops: number): boolean => {
      if (node.types) return node.types.includes('string');
      if (hops > 20) return true;
      return (node.ref === undefined || acceptsString(this.schemas.node(node.ref), hops + 1)) && (node.allOf ?? []).every((part) => acceptsString(part, hops + 1));
    };
    return acceptsString(this.schemas.locate(location).node, 0);
  }

  /** Whether the schema itself has properties called `__proto__` or `constructor`. */
  namesPrototypeKeys(location: SchemaLocation): boolean {
    return this.schemas.graph.featuresOf(this.schemas.locate(location).node).prototypeKeys;
  }

  private check(node: SchemaNode, stands: boolean, variant: Variant, into: ModuleScope): Code {
    const target = this.sharedTarget(node, stands);
    if (target !== undefined && !this.schemas.isLight(target)) return this.output.shared(target, variant, false, into).name;
    return this.output.inner(node, { scope: into, variant, recursive: false }, this.schemas.composition.withheldNames(node, variant));
  }

  private fill(node: SchemaNode, stands: boolean, variant: Variant, into: ModuleScope): Code | null {
    const { readOnly, defaults } = this.schemas.graph.featuresOf(node);
    if (!readOnly && !defaults) return null;
    const target = this.sharedTarget(node, stands);
    if (target !== undefined) return this.output.sharedFill(target, variant, false, into);
    return emitFillStatements(this.output, node, variant, into) ?? null;
  }

  /** The schema whose own module serves this one: what it only refers to, or itself where others refer to it. */
  private sharedTarget(node: SchemaNode, stands: boolean): string | undefined {
    if (node.ref !== undefined && isOnlyReference(node)) return node.ref;
    const shared = stands && (this.schemas.graph.info(node.pointer).recursive || this.schemas.dispatch.heirTable(node.pointer) !== undefined);
    return shared ? node.pointer : undefined;
  }
}
