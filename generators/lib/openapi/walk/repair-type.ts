import { what } from './nodes';
import type { Walker } from './walker';

const TYPES: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);

/** Names that people write for a type, and what they mean; `undefined`: anything. */
const MEANT: Readonly<Record<string, Record<string, unknown> | undefined>> = {
  int: { type: 'integer' }, int32: { type: 'integer', format: 'int32' }, int64: { type: 'integer', format: 'int64' },
  long: { type: 'integer', format: 'int64' }, float: { type: 'number', format: 'float' },
  double: { type: 'number', format: 'double' }, decimal: { type: 'number' }, bool: { type: 'boolean' },
  str: { type: 'string' }, text: { type: 'string' }, date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' }, 'date-time': { type: 'string', format: 'date-time' },
  uuid: { type: 'string', format: 'uuid' }, url: { type: 'string', format: 'uri' }, uri: { type: 'string', format: 'uri' },
  file: { type: 'string', format: 'binary' }, binary: { type: 'string', format: 'binary' }, list: { type: 'array' },
  map: { type: 'object' }, any: undefined, mixed: undefined,
};

/** Checks `type`; a name that is none but clear (`int`, `String`, `file`) is replaced. */
export function repairType(walker: Walker, schema: Record<string, unknown>): void {
  const { type } = schema;
  if (TYPES.has(type)) {
    // `type: null` as a string is 3.1's; 3.0 has no null type, but it is clear.
    return;
  }
  if (walker.version === '2.0' && type === 'file') return;
  if (Array.isArray(type) && type.length > 0 && type.every((t) => TYPES.has(t))) return oldList(walker, schema, type as string[]);
  // `type: [string, null]` without quotes in YAML.
  if (Array.isArray(type) && type.includes(null)) {
    schema['type'] = type.map((t) => t ?? 'null');
    walker.report('BACKEND_OPENAPI_TYPE', 'null in a list of types needs quotes', 'Write "null" with quotes', { key: 'type' });
    return repairType(walker, schema);
  }
  const name = typeof type === 'string' ? type.trim().toLowerCase() : '';
  const meant = TYPES.has(name) ? { type: name } : MEANT[name];
  delete schema['type'];
  if (meant) Object.assign(schema, { ...meant, ...(schema['format'] === undefined ? {} : { format: schema['format'] }) });
  const fate = meant ? `it is read as "${String(meant['type'])}"` : 'it is ignored';
  walker.report('BACKEND_OPENAPI_VALUE', `${what(type)} is no type; ${fate}`, 'Types are string, number, integer, boolean, array, object', { key: 'type' });
}

/** Lists of types came with 3.1; in 3.0 `[string, "null"]` is `nullable`. */
function oldList(walker: Walker, schema: Record<string, unknown>, types: string[]): void {
  if (walker.version !== '2.0' && walker.version !== '3.0') return;
  const rest = types.filter((t) => t !== 'null');
  walker.report('BACKEND_OPENAPI_VALUE', 'a list of types is for OpenAPI 3.1 and later; it is understood all the same', 'Write one type and "nullable", or declare openapi 3.1', { key: 'type' });
  if (rest.length < types.length) schema['nullable'] = true;
  if (rest.length === 1) schema['type'] = rest[0];
  else if (rest.length > 1) {
    // 3.0 has one type a schema; anyOf says the same and every tool reads it.
    delete schema['type'];
    const alternatives = rest.map((type) => ({ type }));
    if (schema['anyOf'] === undefined) schema['anyOf'] = alternatives;
    else schema['allOf'] = [...(Array.isArray(schema['allOf']) ? (schema['allOf'] as unknown[]) : []), { anyOf: alternatives }];
  } else schema['type'] = 'null';
}
