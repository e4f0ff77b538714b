import { code, Code, nothing } from '../../code';
import type { Parameter } from '../../model';
import { helper } from './context';
import { emitFormFields } from './emit-form-fields';
import { placesOf, readPrimitive, shapeOf } from './emit-value';
import type { Read, Reading } from './emit-value';

/** How the text of a `content` parameter is read. */
export function contentKind(parameter: Parameter): 'json' | 'form' | 'text' | undefined {
  if (parameter.contentType === undefined) return undefined;
  const essence = parameter.contentType.split(';')[0]!.trim().toLowerCase();
  if (essence === 'application/json' || essence.endsWith('+json')) return 'json';
  return essence === 'application/x-www-form-urlencoded' ? 'form' : 'text';
}

/** An expression for the value of a `content` parameter from its raw text. */
export function readContent(raw: Code, decode: string, reading: Reading): Read {
  const { writing } = reading;
  const kind = contentKind(reading.parameter);
  const orBad = (value: Code): Read => ({
    before: code`const t = ${helper(writing, decode, 'percent')}(${raw});`, value: code`t === undefined ? ${helper(writing, 'badEncoding', 'failure')} : ${value}`,
  });
  if (kind === 'json') {
    const parse = helper(writing, 'parseJson', 'json');
    const data = writing.compiler.namesPrototypeKeys?.(reading.parameter.schema) === true;
    return orBad(data ? code`${parse}(t, true)` : code`${parse}(t)`);
  }
  if (kind === 'form') {
    const fields = emitFormFields(placesOf(reading.parameter), new Map(), writing);
    const read = helper(writing, 'readForm', 'form');
    // A query string is itself the form; elsewhere the form's text is encoded once more.
    if (reading.parameter.in === 'querystring') return { before: nothing, value: code`${read}(${raw}, ${fields})` };
    return orBad(code`${read}(t, ${fields})`);
  }
  if (reading.facts.primitive) return readPrimitive(raw, decode, reading);
  const from = helper(writing, 'fromText', 'convert');
  return orBad(code`${from}(t, ${shapeOf(reading)})`);
}
