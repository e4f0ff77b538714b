import type { Walker } from './walker';

/**
 * `nullable` is 3.0's and stands beside `type` there (3.0.3 §4.7.24.1). 3.1 has `type: [T, "null"]`,
 * but many documents kept it: there it becomes what it meant.
 */
export function repairNullable(walker: Walker, schema: Record<string, unknown>): void {
  if (schema['nullable'] !== true) return;
  if (walker.version === '2.0') return;
  if (walker.version === '3.0') {
    if (schema['type'] === undefined && schema['$ref'] === undefined) {
      walker.report('BACKEND_OPENAPI_VALUE', '"nullable" has no "type" beside it; null is allowed all the same', 'Write "type" too', { key: 'nullable', severity: 'info' });
    }
    return;
  }
  walker.report('BACKEND_OPENAPI_VALUE', '"nullable" is OpenAPI 3.0\'s; it is read as a "null" type', 'Write type: [T, "null"]', { key: 'nullable' });
  delete schema['nullable'];
  const { type, anyOf, oneOf, enum: values } = schema;
  if (typeof type === 'string') schema['type'] = [type, 'null'];
  else if (Array.isArray(type)) schema['type'] = type.includes('null') ? type : [...(type as unknown[]), 'null'];
  else if (Array.isArray(anyOf)) schema['anyOf'] = [...(anyOf as unknown[]), { type: 'null' }];
  else if (Array.isArray(oneOf)) schema['oneOf'] = [...(oneOf as unknown[]), { type: 'null' }];
  else if (typeof schema['$ref'] === 'string' && Object.keys(schema).length === 1) {
    schema['anyOf'] = [{ $ref: schema['$ref'] }, { type: 'null' }];
    delete schema['$ref'];
  } else if (Array.isArray(schema['allOf'])) {
    const { allOf } = schema;
    delete schema['allOf'];
    schema['anyOf'] = [{ allOf }, { type: 'null' }];
  }
  if (Array.isArray(values) && !values.includes(null)) schema['enum'] = [...(values as unknown[]), null];
}
