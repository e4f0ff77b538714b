import type { Parameter, ResponseHeader } from '../model';
import { serializeParameter } from './serialize-parameter';

/** Writes a reply header's value: always style `simple` (OpenAPI 3.2 §4.21), or its `content`. */
export function serializeHeader({ name, explode, contentType }: ResponseHeader, value: unknown): string {
  const parameter: Parameter = {
    name, in: 'header', required: true, deprecated: false, style: 'simple', explode, allowReserved: false, allowEmptyValue: false,
    schema: { schema: true, pointer: '#' }, ...(contentType !== undefined && { contentType }), examples: [], pointer: '#',
  };
  return serializeParameter(parameter, value)[0]![1];
}
