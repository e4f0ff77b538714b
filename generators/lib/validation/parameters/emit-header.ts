import { code, Code, join, nothing } from '../../code';
import type { Operation } from '../../model';
import { helper } from './context';
import type { Writing } from './context';
import { contentKind, readContent } from './emit-content';
import { emitDelimiter } from './emit-path';
import { factsOf, readPrimitive, settle, shapeOf } from './emit-value';
import type { Read, Reading } from './emit-value';

/** A header parameter of these names is ignored (OpenAPI 3.2 §4.12.2.1). */
const IGNORED = new Set(['accept', 'content-type', 'authorization']);

/** Statements that decode the header parameters. */
export function emitHeaders(operation: Operation, request: Code, record: Code, writing: Writing): Code {
  const parameters = operation.parameters.filter((p) => p.in === 'header' && !IGNORED.has(p.name.toLowerCase()));
  return join(parameters.map((parameter, i) => {
    const key = parameter.name.toLowerCase();
    const reading: Reading = { parameter, facts: factsOf(parameter, writing), key, record, location: 'header', writing };
    const field = code`${helper(writing, 'headerText', 'header')}(${request}.headers[${key}])`;
    return join([code`const h${i} = ${field};`, settle(code`h${i} !== undefined`, read(code`h${i}`, reading), reading)]);
  }));
}

function read(raw: Code, reading: Reading): Read {
  const { parameter, facts, writing } = reading;
  if (contentKind(parameter)) return readContent(raw, 'decodeNothing', reading);
  if (!facts.list && !facts.object) return readPrimitive(raw, 'decodeNothing', reading);
  const delimiter = emitDelimiter(parameter, writing);
  const decode = helper(writing, 'decodeNothing', 'percent');
  return {
    before: nothing,
    value: code`${helper(writing, 'fromDelimited', 'delimited')}(${raw}, ${delimiter}, ${parameter.explode}, ${shapeOf(reading)}, ${decode})`,
  };
}
