import type { Expression } from '../drive/drive-plan';

/**
 * OpenAPI's runtime expressions (3.2 §4.20.4): `$response.body#/id`, `$response.header.location`,
 * `$request.path.id`, `$statusCode`; a text that is none is itself.
 * @returns undefined for one that cannot be evaluated while loading: `$url`, one inside another text
 */
export function parseExpression(value: unknown): Expression | undefined {
  if (typeof value !== 'string' || !/^\{?\$|\{\$/.test(value)) return { from: 'value', value };
  const text = /^\{(.*)\}$/.exec(value)?.[1] ?? value;
  if (text === '$statusCode') return { from: 'status' };
  const [, side, rest = ''] = /^\$(request|response)\.(.+)$/s.exec(text) ?? [];
  if (rest === 'body') return { from: side === 'response' ? 'body' : 'sent', pointer: '' };
  if (rest.startsWith('body#')) return { from: side === 'response' ? 'body' : 'sent', pointer: rest.slice('body#'.length) };
  const [, location, name] = /^(header|path|query)\.(.+)$/s.exec(rest) ?? [];
  if (location === undefined || name === undefined) return undefined;
  if (side === 'response') return location === 'header' ? { from: 'header', name: name.toLowerCase() } : undefined;
  return { from: 'slot', slot: `${location}.${location === 'header' ? name.toLowerCase() : name}` };
}
