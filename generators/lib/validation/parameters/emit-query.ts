import { code, Code, join, Name, nothing } from '../../code';
import type { Operation, Parameter } from '../../model';
import { helper } from './context';
import type { Writing } from './context';
import { contentKind, readContent } from './emit-content';
import { emitDelimiter } from './emit-path';
import { credentialNames } from './credential-names';
import { emitClaims } from './emit-claims';
import type { Claim } from './emit-claims';
import { factsOf, pointerOf, readPrimitive, settle, shapeOf } from './emit-value';
import type { Read, Reading } from './emit-value';

/** How the values of a query parameter are collected and read. */
export type QueryKind = 'content' | 'single' | 'repeated' | 'properties' | 'deep' | 'delimited';

/** Statements that decode the query: split once, given to their parameters by a switch over the names. */
export function emitQuery(operation: Operation, request: Code, record: Code, writing: Writing): Code {
  const whole = operation.parameters.find((p) => p.in === 'querystring');
  if (whole) return emitQueryString(whole, request, record, writing);
  const parameters = operation.parameters.filter((p) => p.in === 'query');
  if (parameters.length === 0) return nothing;
  const readings = parameters.map((parameter): Reading =>
    ({ parameter, facts: factsOf(parameter, writing), key: parameter.name, record, location: 'query', writing }));
  const claims = readings.map((reading, i) => claimOf(reading, new Name(`q${i}`)));
  const variables = claims.map((c) => code`let ${c.variable}: ${c.collects === 'one' ? code`string` : code`string[]`} | undefined;`);
  const split = code`${helper(writing, 'splitPairs', 'split')}(${request}.query)`;
  return join([
    ...variables,
    code`if (${request}.query !== '') {
  const u = ${split};
  ${emitClaims(claims, credentialNames(operation, 'query', writing), writing)}
}`,
    ...readings.map((reading, i) => settle(code`q${i} !== undefined`, read(reading, new Name(`q${i}`)), reading, new Name(`q${i}`))),
  ]);
}

/** Which style the parameter is really written in, given what its schema declares. */
export function kindOf(parameter: Parameter, reading: Pick<Reading, 'facts'>): QueryKind {
  const { style, explode } = parameter;
  const { list, object } = reading.facts;
  if (contentKind(parameter)) return 'content';
  if (style === 'deepObject') return 'deep';
  if (!list && !object) return 'single';
  if (!explode) return 'delimited';
  return object ? 'properties' : 'repeated';
}

function claimOf(reading: Reading, variable: Name): Claim {
  const { parameter, facts } = reading;
  const kind = kindOf(parameter, reading);
  const base = { variable, location: 'query' as const, pointer: pointerOf(parameter.name) };
  if (kind === 'deep') return { ...base, collects: 'pairs', names: [parameter.name], prefix: `${parameter.name}[` };
  if (kind === 'repeated') return { ...base, collects: 'values', names: [parameter.name] };
  if (kind !== 'properties') return { ...base, collects: 'one', names: [parameter.name] };
  const { properties, open } = facts.declared;
  const own = facts.primitive || facts.list ? [parameter.name] : [];
  return { ...base, collects: 'pairs', names: [...own, ...properties.keys()], exploded: true, rest: open || properties.size === 0 };
}

function read(reading: Reading, raw: Name): Read {
  const { parameter, writing } = reading;
  const decode = helper(writing, 'decodeQuery', 'percent');
  const value = (call: Code) => ({ before: nothing, value: call });
  switch (kindOf(parameter, reading)) {
    case 'content':
      return readContent(raw, 'decodeQuery', reading);
    case 'single':
      return readPrimitive(raw, 'decodeQuery', reading);
    case 'repeated':
      return value(code`${helper(writing, 'fromRepeated', 'exploded')}(${raw}, ${shapeOf(reading)}, ${decode})`);
    case 'properties':
      return value(code`${helper(writing, 'fromProperties', 'exploded')}(${raw}, ${parameter.name}, ${shapeOf(reading)}, ${decode})`);
    case 'deep':
      return value(code`${helper(writing, 'fromDeep', 'deep')}(${raw}, ${parameter.name.length}, ${shapeOf(reading)}, ${decode})`);
    case 'delimited':
      return value(code`${helper(writing, 'fromDelimited', 'delimited')}(${raw}, ${emitDelimiter(parameter, writing)}, false, ${shapeOf(reading)}, ${decode})`);
  }
}

/** 3.2's `in: querystring`: the whole query is one value. */
function emitQueryString(parameter: Parameter, request: Code, record: Code, writing: Writing): Code {
  const reading: Reading = { parameter, facts: factsOf(parameter, writing), key: parameter.name, record, location: 'query', writing };
  return settle(code`${request}.query !== ''`, readContent(code`${request}.query`, 'decodePercent', reading), reading);
}
