import type { DiagnosticCode } from '../../diagnostics';
import type { Dialect } from '../../model';
import { parseDiscriminator } from './parse-discriminator';
import { isKnownFormat } from './formats';
import type { JsonType, Pattern, SchemaNode } from './node';
import { checkPattern } from './check-pattern';
import { childPointer } from './pointer';
import type { ReferenceBase, References } from './references';

export interface ParseContext {
  readonly dialect: Dialect;
  readonly references: References;
  /** False: discriminators are annotations, as JSON Schema has them. */
  readonly discriminators: boolean;
  /** Reports a finding about `schema[keyword]`. */
  report(code: DiagnosticCode, schema: object, keyword: string, pointer: string, message: string, help?: string): void;
}

type Raw = Readonly<Record<string, unknown>>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Reads the keywords of a schema and of everything inside it. In OpenAPI 3.0 only `$ref` and its
 * siblings mean something else; keywords that 3.0 does not have (`const`, `patternProperties`) mean
 * what their authors wrote them for.
 */
export function parseSchema(schema: unknown, pointer: string, outer: ReferenceBase, context: ParseContext): SchemaNode {
  if (typeof schema === 'boolean') return { pointer, always: schema };
  if (!isObject(schema)) return { pointer, always: true };
  const base = context.dialect === '2020-12' ? context.references.enter(schema, pointer, outer) : outer;
  return new SchemaParser(schema, pointer, base, context).parse();
}

class SchemaParser {
  private readonly node: Mutable<SchemaNode>;
  private readonly modern: boolean;

  constructor(private readonly raw: Raw, private readonly pointer: string, private readonly base: ReferenceBase, private readonly context: ParseContext) {
    this.node = { pointer };
    this.modern = context.dialect === '2020-12';
  }

  parse(): SchemaNode {
    const { raw, node } = this;
    if (this.reference('$ref') && !this.modern) return node;
    if (this.modern && node.ref === undefined) this.reference('$dynamicRef');
    this.general();
    this.number();
    this.string();
    this.array();
    this.object();
    this.combinations();
    if (this.context.discriminators && isObject(raw['discriminator'])) {
      const found = parseDiscriminator(raw['discriminator'], this.pointer, this.base, this.context);
      if (found) node.discriminator = found;
    }
    return node;
  }

  /** `$ref`; true when there is one, resolvable or not. */
  private reference(keyword: '$ref' | '$dynamicRef'): boolean {
    const ref = this.raw[keyword];
    if (typeof ref !== 'string') return false;
    const target = this.context.references.resolve(ref, this.base);
    if (target === undefined) {
      this.report('BACKEND_SCHEMA_REF_UNRESOLVED', keyword, `${keyword} ${JSON.stringify(ref)} leads nowhere`, 'Correct the reference, or define what it names.');
    } else {
      this.node.ref = target;
      if (keyword === '$dynamicRef') {
        this.report('BACKEND_SCHEMA_DYNAMIC_REF', keyword, `${keyword} ${JSON.stringify(ref)} is taken as a $ref to the static anchor`, 'Use $ref where no dynamic extension is meant.');
      }
    }
    return true;
  }

  private general(): void {
    const { raw, node } = this;
    const types = (Array.isArray(raw['type']) ? raw['type'] : [raw['type']]).filter(isType);
    if (types.length > 0) node.types = [...new Set(types)];
    else if (raw['type'] !== undefined && raw['type'] !== 'any' && raw['type'] !== 'file') this.ignored('type');
    if (raw['type'] === 'file') node.binary = true;
    if (raw['nullable'] === true) {
      node.nullable = true;
      if (this.modern) this.report('BACKEND_SCHEMA_NULLABLE_IGNORED_DIALECT', 'nullable', 'nullable is OpenAPI 3.0; null is accepted all the same', 'Write type: [..., "null"].');
    }
    if (Array.isArray(raw['enum'])) node.enum = raw['enum'];
    else if (raw['enum'] !== undefined) this.ignored('enum');
    if (Object.hasOwn(raw, 'const')) node.const = { value: raw['const'] };
    if (raw['default'] !== undefined) node.default = { value: raw['default'] };
    if (raw['readOnly'] === true) node.readOnly = true;
    if (raw['writeOnly'] === true) node.writeOnly = true;
  }

  private number(): void {
    const { raw, node } = this;
    for (const [keyword, exclusive] of [['minimum', 'exclusiveMinimum'], ['maximum', 'exclusiveMaximum']] as const) {
      const limit = this.finite(keyword);
      // Draft 4 and OpenAPI 3.0: a boolean that modifies the limit beside it.
      if (raw[exclusive] === true) {
        if (limit !== undefined) node[exclusive] = limit;
        continue;
      }
      if (limit !== undefined) node[keyword] = limit;
      if (typeof raw[exclusive] === 'number') node[exclusive] = raw[exclusive];
    }
    const divisor = this.finite('multipleOf');
    if (divisor !== undefined && divisor > 0) node.multipleOf = divisor;
    else if (divisor !== undefined) this.ignored('multipleOf');
  }

  private string(): void {
    const { raw, node } = this;
    this.count('minLength');
    this.count('maxLength');
    const pattern = this.pattern(raw['pattern'], 'pattern');
    if (pattern) node.pattern = pattern;
    const format = raw['format'];
    if (typeof format === 'string') {
      if (format === 'binary') node.binary = true;
      if (this.base.assertFormats) {
        if (isKnownFormat(format)) node.format = format;
        else this.report('BACKEND_SCHEMA_FORMAT_UNKNOWN', 'format', `format ${JSON.stringify(format)} is not checked`);
      }
    }
    // OpenAPI 3.1 §4.8.14.3: a string of raw bytes has a contentMediaType and no contentEncoding.
    if (this.modern && typeof raw['contentMediaType'] === 'string' && raw['contentEncoding'] === undefined && !/json|^text\//.test(raw['contentMediaType'])) node.binary = true;
  }

  private array(): void {
    const { raw, node } = this;
    this.count('minItems');
    this.count('maxItems');
    if (raw['uniqueItems'] === true) node.uniqueItems = true;
    if (Array.isArray(raw['items'])) {
      // Draft 4 to 2019-09 wrote tuples so.
      node.prefixItems = this.list('items');
      if (raw['additionalItems'] !== undefined) node.items = this.child('additionalItems');
    } else if (raw['items'] !== undefined) {
      node.items = this.child('items');
    }
    if (Array.isArray(raw['prefixItems'])) node.prefixItems = this.list('prefixItems');
    if (raw['contains'] !== undefined) {
      const max = this.natural('maxContains');
      node.contains = { schema: this.child('contains'), min: this.natural('minContains') ?? 1, ...(max === undefined ? {} : { max }) };
    }
    if (raw['unevaluatedItems'] !== undefined) node.unevaluatedItems = this.child('unevaluatedItems');
  }

  private object(): void {
    const { raw, node } = this;
    this.count('minProperties');
    this.count('maxProperties');
    if (Array.isArray(raw['required'])) node.required = [...new Set(raw['required'].filter((n): n is string => typeof n === 'string'))];
    if (isObject(raw['properties'])) node.properties = this.map('properties');
    if (raw['additionalProperties'] !== undefined) node.additionalProperties = this.child('additionalProperties');
    if (isObject(raw['patternProperties'])) {
      node.patternProperties = [...this.map('patternProperties')].flatMap(([text, schema]) => {
        const pattern = this.pattern(text, 'patternProperties');
        return pattern ? [{ pattern, schema }] : [];
      });
    }
    if (raw['propertyNames'] !== undefined) node.propertyNames = this.child('propertyNames');
    if (isObject(raw['dependentRequired'])) node.dependentRequired = new Map(Object.entries(raw['dependentRequired']).filter(isNameList));
    if (isObject(raw['dependentSchemas'])) node.dependentSchemas = this.map('dependentSchemas');
    if (isObject(raw['dependencies'])) this.dependencies(raw['dependencies']);
    if (raw['unevaluatedProperties'] !== undefined) node.unevaluatedProperties = this.child('unevaluatedProperties');
  }

  /** Draft 4 to 7: property lists and schemas in one keyword. */
  private dependencies(value: Raw): void {
    const { node } = this;
    node.dependentRequired = new Map([...Object.entries(value).filter(isNameList), ...(node.dependentRequired ?? [])]);
    const schemas = [...this.map('dependencies')].filter(([name]) => !Array.isArray(value[name]));
    node.dependentSchemas = new Map([...schemas, ...(node.dependentSchemas ?? [])]);
  }

  private combinations(): void {
    const { raw, node } = this;
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      if (Array.isArray(raw[keyword]) && raw[keyword].length > 0) node[keyword] = this.list(keyword);
    }
    if (raw['not'] !== undefined) node.not = this.child('not');
    if (raw['if'] === undefined) return;
    if (raw['then'] === undefined && raw['else'] === undefined) {
      // Nothing to check, but its annotations count for unevaluated*.
      node.if = this.child('if');
      return;
    }
    node.if = this.child('if');
    if (raw['then'] !== undefined) node.then = this.child('then');
    if (raw['else'] !== undefined) node.else = this.child('else');
  }

  private child(keyword: string): SchemaNode {
    return parseSchema(this.raw[keyword], childPointer(this.pointer, keyword), this.base, this.context);
  }

  private list(keyword: string): SchemaNode[] {
    return (this.raw[keyword] as unknown[]).map((s, i) => parseSchema(s, childPointer(this.pointer, keyword, i), this.base, this.context));
  }

  private map(keyword: string): Map<string, SchemaNode> {
    const entries = Object.entries(this.raw[keyword] as Raw);
    return new Map(entries.map(([name, s]) => [name, parseSchema(s, childPointer(this.pointer, keyword, name), this.base, this.context)]));
  }

  private pattern(text: unknown, keyword: string): Pattern | undefined {
    if (text === undefined) return undefined;
    const { maxLength } = this.raw;
    const limit = keyword === 'pattern' && typeof maxLength === 'number' ? maxLength : Infinity;
    return checkPattern(text, limit, (code, message, help) => this.report(code, keyword, message, help));
  }

  private count(keyword: 'minLength' | 'maxLength' | 'minItems' | 'maxItems' | 'minProperties' | 'maxProperties'): void {
    const value = this.natural(keyword);
    if (value !== undefined) this.node[keyword] = value;
  }

  private natural(keyword: string): number | undefined {
    const value = this.finite(keyword);
    if (value === undefined || value >= 0) return value;
    this.ignored(keyword);
    return undefined;
  }

  private finite(keyword: string): number | undefined {
    const value = this.raw[keyword];
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (value !== undefined) this.ignored(keyword);
    return undefined;
  }

  private ignored(keyword: string): void {
    this.report('BACKEND_SCHEMA_KEYWORD_IGNORED', keyword, `${keyword} cannot have this value and is ignored`);
  }

  private report(code: DiagnosticCode, keyword: string, message: string, help?: string): void {
    this.context.report(code, this.raw, keyword, childPointer(this.pointer, keyword), message, help);
  }
}

const TYPES: ReadonlySet<unknown> = new Set(['null', 'boolean', 'object', 'array', 'number', 'string', 'integer']);

function isType(value: unknown): value is JsonType {
  return TYPES.has(value);
}

function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNameList(entry: [string, unknown]): entry is [string, string[]] {
  return Array.isArray(entry[1]);
}
