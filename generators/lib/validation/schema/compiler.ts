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
    const node = this.schemas.node(location.pointer);
    const check = this.schemas.isTrivial(node) ? null : this.check(location.pointer, variant, into);
    const fill = direction === 'request' ? this.fill(location.pointer, variant, into) : null;
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
    return this.evaluator.check(location.pointer, { direction, files: false });
  }

  private check(pointer: string, variant: Variant, into: ModuleScope): Code {
    const node = this.schemas.node(pointer);
    if (node.ref !== undefined && isOnlyReference(node) && !this.schemas.isLight(node.ref)) return this.output.shared(node.ref, variant, false, into).name;
    if (this.schemas.graph.info(pointer).recursive || this.schemas.dispatch.heirTable(pointer)) return this.output.shared(pointer, variant, false, into).name;
    return this.output.inner(node, { scope: into, variant, recursive: false }, this.schemas.composition.withheldNames(node, variant));
  }

  private fill(pointer: string, variant: Variant, into: ModuleScope): Code | null {
    const node = this.schemas.node(pointer);
    const { readOnly, defaults } = this.schemas.graph.featuresOf(node);
    if (!readOnly && !defaults) return null;
    if (node.ref !== undefined && isOnlyReference(node)) return this.output.sharedFill(node.ref, variant, false, into);
    if (this.schemas.graph.info(pointer).recursive || this.schemas.dispatch.heirTable(pointer)) return this.output.sharedFill(pointer, variant, false, into);
    let empty = false;
    const name = into.function('fill', (own) => {
      const text = emitFillStatements(this.output, node, variant, own, into);
      empty = text === undefined;
      return text ?? code``;
    });
    return empty ? null : name;
  }
}
