import { code, lit } from '../../code';
import type { DispatchTable } from './discriminators';
import { readProperty } from './emit-object';
import { typeTest } from './emit-scalar';
import { emitSchema } from './emit-schema';
import type { Place } from './emit-schema';
import { emitTrials } from './emit-union';
import type { FunctionEmitter } from './function-emitter';
import type { SchemaNode } from './node';

/** Chooses the schema by a property's value, so that the faults are the chosen schema's own. */
export function emitDispatch(f: FunctionEmitter, table: DispatchTable, keyword: 'anyOf' | 'oneOf', place: Place): void {
  const { v, path } = place;
  const { propertyName, entries, fallback, absent } = table;
  const chosen = (schemas: readonly SchemaNode[]) => (schemas.length === 1 ? emitSchema(f, schemas[0]!, place) : emitTrials(f, keyword, schemas, place));
  f.out.line(code`if (${typeTest('object', v)}) {`);
  f.out.line(code`  switch (${readProperty(f, v, propertyName)}) {`);
  for (const [schemas, values] of grouped(entries)) {
    for (const value of values) f.out.line(code`    case ${value}:`);
    f.out.append([...f.out.apart(() => chosen(schemas)).map((line) => `      ${line}`)]);
    f.out.line(code`      break;`);
  }
  f.out.line(code`    case undefined:`);
  const whenAbsent = absent.length > 0 ? absent : fallback ? [fallback] : [];
  if (whenAbsent.length > 0) f.out.append(f.out.apart(() => chosen(whenAbsent)).map((line) => `      ${line}`));
  else f.out.line(code`      if (${f.runtime('missing', 'faults')}(faults, ${path.print()}, ${propertyName})) return false;`);
  f.out.line(code`      break;`);
  f.out.line(code`    default:`);
  if (fallback) f.out.append(f.out.apart(() => chosen([fallback])).map((line) => `      ${line}`));
  else f.out.line(code`      if (${f.runtime('wrongTag', 'alternatives')}(faults, ${path.property(propertyName).print()}, ${propertyName}, ${f.scope.declare('allowed', lit([...entries.keys()]))})) return false;`);
  f.out.line(code`  }`);
  f.out.line(code`} else if (${f.runtime('wrongType', 'faults')}(faults, ${path.print()}, 'object')) return false;`);
}

/** Values that lead to the same schemas share their statements. */
function grouped(entries: DispatchTable['entries']): Map<readonly SchemaNode[], string[]> {
  const byTarget = new Map<string, { schemas: readonly SchemaNode[]; values: string[] }>();
  for (const [value, schemas] of entries) {
    const id = schemas.map((s) => s.pointer).join(' ');
    const known = byTarget.get(id);
    if (known) known.values.push(value);
    else byTarget.set(id, { schemas, values: [value] });
  }
  return new Map([...byTarget.values()].map(({ schemas, values }) => [schemas, values]));
}
