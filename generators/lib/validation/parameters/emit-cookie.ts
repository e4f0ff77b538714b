import { code, Code, join, Name, nothing } from '../../code';
import type { Operation } from '../../model';
import { credentialNames } from './credential-names';
import { emitClaims } from './emit-claims';
import type { Claim } from './emit-claims';
import { helper } from './context';
import type { Writing } from './context';
import { readContent } from './emit-content';
import { kindOf } from './emit-query';
import { factsOf, pointerOf, readPrimitive, settle, shapeOf } from './emit-value';
import type { Read, Reading } from './emit-value';

/** Statements that decode the cookie parameters, in the styles `form` and (3.2) `cookie`. */
export function emitCookies(operation: Operation, request: Code, record: Code, writing: Writing): Code {
  const readings = operation.parameters.filter((p) => p.in === 'cookie').map((parameter): Reading =>
    ({ parameter, facts: factsOf(parameter, writing), key: parameter.name, record, location: 'cookie', writing }));
  if (readings.length === 0) return nothing;
  const claims = readings.map((reading, i) => claimOf(reading, new Name(`c${i}`)));
  const split = code`${helper(writing, 'splitCookies', 'split')}(${helper(writing, 'headerText', 'header')}(${request}.headers.cookie))`;
  return join([
    ...claims.map((c) => code`let ${c.variable}: ${c.collects === 'one' ? code`string` : code`string[]`} | undefined;`),
    code`{
  const u = ${split};
  ${emitClaims(claims, credentialNames(operation, 'cookie', writing), writing)}
}`,
    ...readings.map((reading, i) => settle(code`c${i} !== undefined`, read(new Name(`c${i}`), reading), reading)),
  ]);
}

function claimOf(reading: Reading, variable: Name): Claim {
  const { parameter, facts } = reading;
  const kind = kindOf(parameter, reading);
  const base = { variable, location: 'cookie' as const, pointer: pointerOf(parameter.name), firstWins: true };
  if (kind === 'repeated') return { ...base, collects: 'pairs', names: [parameter.name] };
  if (kind !== 'properties') return { ...base, collects: 'one', names: [parameter.name] };
  const { properties, open } = facts.declared;
  const own = facts.primitive || facts.list ? [parameter.name] : [];
  return { ...base, collects: 'pairs', names: [...own, ...properties.keys()], exploded: true, rest: open || properties.size === 0 };
}

function read(raw: Name, reading: Reading): Read {
  const { parameter, writing } = reading;
  const asSent = parameter.style === 'cookie';
  const decodeName = asSent ? 'decodeNothing' : 'decodePercent';
  const decode = helper(writing, decodeName, 'percent');
  const kind = kindOf(parameter, reading);
  if (kind === 'content') return readContent(raw, 'decodePercent', reading);
  if (kind === 'single') return readPrimitive(raw, decodeName, reading);
  const exploded = () => (asSent ? code`${raw}` : code`${helper(writing, 'ampersandPairs', 'exploded')}(${raw})`);
  const call = () => {
    if (kind === 'repeated') {
      const values = code`${helper(writing, 'valuesOf', 'exploded')}(${exploded()}, ${parameter.name})`;
      return code`${helper(writing, 'fromRepeated', 'exploded')}(${values}, ${shapeOf(reading)}, ${decode})`;
    }
    if (kind === 'properties') {
      return code`${helper(writing, 'fromProperties', 'exploded')}(${exploded()}, ${parameter.name}, ${shapeOf(reading)}, ${decode})`;
    }
    return code`${helper(writing, 'fromDelimited', 'delimited')}(${raw}, ',', false, ${shapeOf(reading)}, ${decode})`;
  };
  return { before: nothing, value: call() };
}
