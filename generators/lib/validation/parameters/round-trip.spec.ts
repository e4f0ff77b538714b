import { isDeepStrictEqual } from 'node:util';
import { ajvSource, apiOf, evaluate } from '../../../../e2e/parameters/evaluate';
import { serialize } from '../../../../e2e/parameters/serialize';
import type { Value, Written } from '../../../../e2e/parameters/serialize';
import type { DecodeParameters, ParameterFault } from '../runtime/types';
import { emitParameterDecoder } from './emit-decoder';

/** What the styles cannot carry: their own delimiter, where nothing escapes it. */
const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  simple: /[\s,=]|^$/, cookie: /[\s,;=]|^$/, label: /[.]/, spaceDelimited: /[ +]/, pipeDelimited: /\|/, deepObject: /[[\]]/,
};

const STYLES: Written[] = [
  ...['simple', 'label', 'matrix'].flatMap((style) => [true, false].map((explode) => ({ in: 'path' as const, style, explode }))),
  ...[true, false].map((explode) => ({ in: 'query' as const, style: 'form', explode })),
  ...['spaceDelimited', 'pipeDelimited'].map((style) => ({ in: 'query' as const, style, explode: false })),
  { in: 'query', style: 'deepObject', explode: true },
  ...[true, false].map((explode) => ({ in: 'header' as const, style: 'simple', explode })),
  ...['form', 'cookie'].flatMap((style) => [true, false].map((explode) => ({ in: 'cookie' as const, style, explode }))),
];

const SCHEMAS = {
  string: { type: 'string' }, integer: { type: 'integer' }, number: { type: 'number' }, boolean: { type: 'boolean' },
  strings: { type: 'array', items: { type: 'string' } }, numbers: { type: 'array', items: { type: 'number' } },
  record: { type: 'object', properties: { s: { type: 'string' }, n: { type: 'number' }, b: { type: 'boolean' }, 'k e,y': { type: 'string' } } },
};

/** mulberry32: the same values on every run. */
function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const next = random(7);
const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
const CHARS = [...'abcXYZ019-_~.,;=&+%/?#[]{}|\\"\' :@!$()*<>^`', 'é', '€', '😀', '\u2028', '%41', '%2C', '5', 'true', 'null'];
const aText = () => Array.from({ length: 1 + Math.floor(next() * 6) }, () => pick(CHARS)).join('');
const aNumber = () => pick([0, 1, -1, 1.5, -2.25, 1e21, 1e-7, 123456789, 9007199254740991, next() * 1e6, -next()]);
const anInteger = () => pick([0, 7, -7, 2147483648, -9007199254740991, Math.floor(next() * 1e9)]);

function aValue(kind: keyof typeof SCHEMAS): Value {
  const many = <T>(make: () => T) => Array.from({ length: 1 + Math.floor(next() * 4) }, make);
  switch (kind) {
    case 'string': return aText();
    case 'integer': return anInteger();
    case 'number': return aNumber();
    case 'boolean': return pick([true, false]);
    case 'strings': return many(aText);
    case 'numbers': return many(aNumber);
    case 'record': return { s: aText(), n: aNumber(), b: pick([true, false]), ...(next() < 0.5 ? { 'k e,y': aText() } : {}) };
  }
}

/** True when the style has no way to write it. */
function unwritable(value: Value, { in: where, style }: Written): boolean {
  const texts = (typeof value === 'object' ? [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value)] : [value]).map(String);
  if (where === 'path' && style === 'simple') return false;
  if (where === 'path' && style === 'label') return texts.some((t) => FORBIDDEN['label']!.test(t));
  if (style === 'form' || style === 'matrix') return false;
  return texts.some((t) => FORBIDDEN[style]!.test(t));
}

function decoderOf(how: Written, schema: object): DecodeParameters {
  const parameter = { name: 'p', in: how.in, required: true, style: how.style, explode: how.explode, schema };
  const api = apiOf({ openapi: '3.2.0', info: { title: '', version: '' }, paths: { [how.in === 'path' ? '/a/{p}' : '/a']: { get: { operationId: 'o', parameters: [parameter], responses: {} } } } });
  const source = ajvSource(api.document);
  return evaluate<DecodeParameters>((scope) => emitParameterDecoder(api.operations[0]!, source, scope)!, source.validators).value;
}

const CASES = STYLES.flatMap((how) => (Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[])
  .filter((kind) => how.style !== 'deepObject' || kind === 'record')
  .filter((kind) => !how.style.endsWith('Delimited') || !['string', 'integer', 'number', 'boolean'].includes(kind))
  .map((kind) => [`${how.in} ${how.style} ${how.explode ? 'exploded ' : ''}${kind}`, how, kind] as const));

test.each(CASES)('what is written by the specification is read back: %s', (_, how, kind) => {
  const decode = decoderOf(how, SCHEMAS[kind]);
  let tried = 0;
  for (let i = 0; i < 300; i++) {
    const value = aValue(kind);
    if (unwritable(value, how)) continue;
    tried++;
    const sent = serialize('p', value, how);
    const faults: ParameterFault[] = [];
    const decoded = decode({
      path: how.in === 'path' ? `/a/${sent}` : '/a',
      query: how.in === 'query' ? sent : '',
      headers: how.in === 'header' ? { p: sent } : how.in === 'cookie' ? { cookie: sent } : {},
    }, faults);
    const where = ({ path: 'path', query: 'query', header: 'headers', cookie: 'cookies' } as const)[how.in];
    const got = { faults, value: decoded[where]['p'] };
    if (!isDeepStrictEqual(got, { faults: [], value })) expect({ sent, ...got }).toEqual({ sent, faults: [], value });
  }
  expect(tried).toBeGreaterThan(5);
});
