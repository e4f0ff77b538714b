import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

type Node = Record<string, unknown>;

/**
 * Judges replies by Ajv, which shares no code with what is tested. OpenAPI 3.0 schemas are put into
 * JSON Schema first, and `required` loses the writeOnly properties, which a reply never carries.
 */
export class ReplyChecker {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, logger: false, unicodeRegExp: false });
  private readonly compiled = new Map<string, ValidateFunction | string>();

  constructor(bundle: object, private readonly dialect: string) {
    addFormats(this.ajv);
    this.ajv.addSchema({ ...(this.convert(bundle) as object), $id: 'bundle:' }, undefined, false, false);
  }

  /** What is wrong with a value by the schema at a `#/…` pointer; empty: nothing. */
  check(pointer: string, value: unknown): string {
    const validate = this.validator(pointer);
    if (typeof validate === 'string') return validate;
    return validate(value) ? '' : this.ajv.errorsText(validate.errors);
  }

  private validator(pointer: string): ValidateFunction | string {
    const known = this.compiled.get(pointer);
    if (known !== undefined) return known;
    let made: ValidateFunction | string;
    try {
      made = this.ajv.compile({ $ref: `bundle:${pointer}` });
    } catch (error) {
      made = `Ajv cannot compile it: ${(error as Error).message}`;
    }
    this.compiled.set(pointer, made);
    return made;
  }

  private convert(node: unknown, isMap = false): unknown {
    if (Array.isArray(node)) return node.map((item) => this.convert(item));
    if (typeof node !== 'object' || node === null) return node;
    // Ajv takes an `$id` in an example for a schema's (Box); a property may be called `example`.
    const kept = Object.entries(node).filter(([key]) => isMap || !DROPPED.has(key));
    const copy: Node = Object.fromEntries(kept.map(([key, value]) => [key, !isMap && VALUES.has(key) ? value : this.convert(value, !isMap && MAPS.has(key))]));
    if (isMap) return copy;
    if (Array.isArray(copy['required'])) copy['required'] = copy['required'].filter((name) => !isWriteOnly(copy, name as string));
    return this.dialect === 'openapi-3.0' ? fromOpenapi30(copy) : copy;
  }
}

/** Keywords whose value is data, not schemas. */
const VALUES = new Set(['enum', 'const', 'default']);
const MAPS = new Set(['properties', 'patternProperties', 'schemas', '$defs', 'definitions', 'dependentSchemas']);
const DROPPED = new Set(['$id', 'discriminator', 'example', 'examples']);

function isWriteOnly(schema: Node, name: string): boolean {
  const property = (schema['properties'] as Node | undefined)?.[name];
  return typeof property === 'object' && property !== null && (property as Node)['writeOnly'] === true;
}

function fromOpenapi30(schema: Node): Node {
  for (const [bound, flag] of [['minimum', 'exclusiveMinimum'], ['maximum', 'exclusiveMaximum']] as const) {
    if (typeof schema[flag] !== 'boolean') continue;
    if (schema[flag]) schema[flag] = schema[bound];
    else delete schema[flag];
    if (typeof schema[flag] === 'number') delete schema[bound];
  }
  if (typeof schema['$ref'] === 'string') return { $ref: schema['$ref'] };
  // `properties` may have a property named nullable: that one is a schema.
  if (typeof schema['nullable'] !== 'boolean') return schema;
  const { nullable, ...rest } = schema;
  return nullable ? { anyOf: [{ type: 'null' }, rest] } : rest;
}
