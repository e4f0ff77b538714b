import type { Diagnostic, DiagnosticCode } from '../../diagnostics';
import { DIAGNOSTIC_CODES } from '../../diagnostics';
import type { BundledDocument, SchemaLocation } from '../../model';
import type { Validate } from '../runtime/types';
import { Composition } from './composition';
import { Dispatch } from './dispatch';
import { formatCheck } from './formats';
import type { SchemaNode } from './node';
import { parseSchema } from './parse-schema';
import { pointerOf } from './pointer';
import { References } from './references';
import { refusedProperty } from './refused-property';
import { isLoop } from './ref-loops';
import { SchemaGraph } from './schema-graph';

/** The schemas of a document, read when first asked for, and what is known of them. */
export class SchemaSet {
  readonly diagnostics: Diagnostic[] = [];
  readonly composition = new Composition(this);
  readonly dispatch: Dispatch;
  readonly graph: SchemaGraph;
  readonly components: readonly string[];
  /** Runs a check at generation time; set by the compiler. */
  evaluate?: (pointer: string) => Validate;
  private readonly references: References;
  private readonly nodes = new Map<string, SchemaNode>();
  private readonly strangers = new WeakMap<object, SchemaNode>();
  private readonly reported = new Set<string>();
  private readonly trivial = new WeakMap<SchemaNode, boolean>();

  constructor(readonly document: BundledDocument, private readonly discriminators = true) {
    this.references = new References(document);
    const components = this.references.lookup('#/components/schemas');
    this.components = Object.keys(typeof components === 'object' && components !== null ? components : {}).map((name) => pointerOf(['components', 'schemas', name]));
    this.dispatch = new Dispatch(this);
    this.graph = new SchemaGraph({ node: (pointer) => this.node(pointer), heirs: (pointer) => this.dispatch.heirs(pointer) }, this.composition);
  }

  /** The schema at a canonical pointer. */
  node(pointer: string): SchemaNode {
    const known = this.nodes.get(pointer);
    if (known) return known;
    const schema = this.references.lookup(pointer);
    const node = this.parse(schema, pointer);
    this.nodes.set(pointer, node);
    if (node.ref === undefined && !node.allOf) return node;
    if (!isLoop(this, pointer)) {
      if (node.allOf) this.reportRefused(node, schema as object);
      return node;
    }
    this.report('BACKEND_SCHEMA_REF_LOOP', schema as object, node.ref === undefined ? 'allOf' : '$ref', pointer, 'this schema refers to itself without going deeper into the value', 'Break the circle: a schema can refer to itself from properties and items only.');
    // Nothing can be checked by going round in circles.
    const open = { pointer, always: true };
    this.nodes.set(pointer, open);
    return open;
  }

  private reportRefused(node: SchemaNode, schema: object): void {
    const name = refusedProperty(this, node);
    if (name === undefined) return;
    this.report('BACKEND_SCHEMA_NO_OBJECT', schema, 'allOf', `${node.pointer}/allOf`,
      `no object is accepted here: one part of allOf requires ${JSON.stringify(name)}, another refuses it by "additionalProperties": false, which knows its own properties alone`,
      'Remove "additionalProperties": false from the parts, or write "unevaluatedProperties": false beside allOf (OpenAPI 3.1).');
  }

  private parse(schema: unknown, pointer: string): SchemaNode {
    return parseSchema(schema, pointer, this.references.baseOf(pointer), {
      dialect: this.document.dialect,
      references: this.references,
      discriminators: this.discriminators,
      report: (code, at, keyword, place, message, help) => this.report(code, at, keyword, place, message, help),
    });
  }

  /**
   * The schema of a location. One that does not stand in the document (the schema of a parameter
   * that has none) is read from the location itself, and nothing can refer to it.
   */
  locate({ schema, pointer }: SchemaLocation): { node: SchemaNode; stands: boolean } {
    if (typeof schema === 'boolean' || this.references.lookup(pointer) === schema) return { node: this.node(pointer), stands: true };
    let node = this.strangers.get(schema);
    if (!node) this.strangers.set(schema, (node = this.parse(schema, pointer)));
    return { node, stands: false };
  }

  /** Adds a finding, once a place (formats and dialect remarks: once a document). */
  report(code: DiagnosticCode, schema: object, keyword: string, pointer: string, message: string, help?: string): void {
    const id = ONCE.has(code) ? `${code} ${message}` : `${code} ${pointer}`;
    if (this.reported.has(id)) return;
    this.reported.add(id);
    const { document } = this;
    this.diagnostics.push({
      code,
      severity: DIAGNOSTIC_CODES[code].severity,
      message,
      ...(help === undefined ? {} : { help }),
      pointer: document.origin(schema, keyword)?.pointer ?? pointer,
      // Positions mean reading the file again, so only when somebody looks.
      get position() {
        return document.origin(schema, keyword)?.position();
      },
    } as Diagnostic);
  }

  /** The default to fill in for a property: one that its own schema accepts. */
  validDefault(node: SchemaNode): { readonly value: unknown } | undefined {
    const found = this.composition.defaultOf(node);
    if (!found) return undefined;
    if (this.isTrivial(node) || !this.evaluate || this.evaluate(node.pointer)(found.value, null)) return found;
    const schema = this.references.lookup(node.pointer) as object;
    this.report('BACKEND_SCHEMA_DEFAULT_INVALID', schema, 'default', `${node.pointer}/default`, `the default ${JSON.stringify(found.value)} is not valid against its own schema and is not filled in`, 'Correct the default or the schema.');
    return undefined;
  }

  discriminatorIgnored({ pointer }: SchemaNode): void {
    const schema = this.references.lookup(pointer);
    if (typeof schema !== 'object' || schema === null) return;
    this.report('BACKEND_SCHEMA_DISCRIMINATOR_IGNORED', schema, 'discriminator', `${pointer}/discriminator`,
      'this discriminator does not say which schema a value is for; the schemas are tried one by one', 'Use references to object schemas, or give each a const for the property.');
  }

  /** Whether a schema accepts everything. */
  isTrivial(node: SchemaNode): boolean {
    const known = this.trivial.get(node);
    if (known !== undefined) return known;
    this.trivial.set(node, false);
    const result = this.accepts(node);
    this.trivial.set(node, result);
    return result;
  }

  /** A scalar small enough to be repeated wherever it is referred to. */
  isLight(pointer: string): boolean {
    const node = this.node(pointer);
    if (node.always !== undefined) return true;
    return Object.keys(node).every((key) => LIGHT_KEYS.has(key)) && (node.enum?.length ?? 0) <= 8 && (node.types?.length ?? 1) <= 2;
  }

  private accepts(node: SchemaNode): boolean {
    if (node.always !== undefined) return node.always;
    return Object.entries(node).every(([key, value]) => {
      if (ANNOTATIONS.has(key)) return true;
      switch (key) {
        case 'format': return formatCheck(value as string) === undefined;
        case 'ref': return this.isTrivial(this.node(value as string));
        case 'allOf': return (value as SchemaNode[]).every((n) => this.isTrivial(n));
        case 'properties': return [...(value as Map<string, SchemaNode>).values()].every((n) => this.isTrivial(n));
        case 'items': case 'additionalProperties': case 'unevaluatedProperties': case 'unevaluatedItems': return this.isTrivial(value as SchemaNode);
        case 'if': return node.then === undefined && node.else === undefined;
        default: return false;
      }
    });
  }
}

const ANNOTATIONS = new Set(['pointer', 'default', 'readOnly', 'writeOnly', 'binary', 'nullable']);
const LIGHT_KEYS = new Set([
  'pointer', 'types', 'nullable', 'enum', 'const', 'default', 'readOnly', 'writeOnly', 'binary',
  'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'pattern', 'format',
]);
const ONCE: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>(['BACKEND_SCHEMA_FORMAT_UNKNOWN', 'BACKEND_SCHEMA_NULLABLE_IGNORED_DIALECT']);
