import { code, Code, join, key, nothing, regExp } from '../../code';
import type { Name } from '../../code';
import type { ModuleScope } from '../module-scope';
import { readPattern } from '../schema/pattern';
import { helper, validatorOf } from './context';
import type { Writing } from './context';
import { declaredAt, NOWHERE } from './declared';
import type { Declared, Places } from './declared';
import { ALL_TYPES } from './declared-types';
import type { JsonType } from './declared-types';

/** What a parameter's text may become. */
export interface ShapeFacts {
  readonly types: ReadonlySet<JsonType>;
  readonly declared: Declared;
  /** Null, boolean, number or string is among the types. */
  readonly primitive: boolean;
  readonly list: boolean;
  readonly object: boolean;
}

/** The types a text is read as; a schema that declares none is a string's. */
export function shapeFacts(places: Places, writing: Writing): ShapeFacts {
  const declared = declaredAt(places, writing.document);
  const types = declared.types === ALL_TYPES ? assumed(declared.mentioned) : declared.types;
  const list = types.has('array');
  const object = types.has('object');
  return { types, declared, list, object, primitive: types.size > Number(list) + Number(object) };
}

function assumed(mentioned: ReadonlySet<JsonType>): ReadonlySet<JsonType> {
  // `properties` or `items` without `type` can only mean an object or an array.
  const structural = mentioned.size > 0 && [...mentioned].every((type) => type === 'array' || type === 'object');
  return structural ? mentioned : new Set<JsonType>([...(mentioned === ALL_TYPES ? [] : mentioned), 'string']);
}

/**
 * An expression of type `Coerce` for the primitive types among `types`; `toText` when there is none.
 * @param check an expression that tells whether a coerced value is valid, used where a string is allowed too
 */
export function emitCoerce(types: ReadonlySet<JsonType>, check: () => Code | null, writing: Writing): Code {
  const exact = [
    ...(types.has('null') ? ['toNull'] : []),
    ...(types.has('boolean') ? ['toBoolean'] : []),
    ...(types.has('number') ? ['toNumber'] : types.has('integer') ? ['toInteger'] : []),
  ].map((name) => [name] as const);
  if (exact.length === 0) return helper(writing, 'toText', 'coerce');
  const coercers = exact.map(([name]) => helper(writing, name, 'coerce'));
  if (exact.length === 1 && !types.has('string')) return coercers[0]!;
  const valid = types.has('string') ? check() : null;
  const list = join(coercers, ', ');
  return writing.scope.declare('coerce', code`${helper(writing, 'toOneOf', 'coerce')}([${list}]${valid ? code`, ${valid}` : nothing})`);
}

/** An expression `(value: unknown) => boolean` that says whether the value is valid; null when all are. */
export function emitCheck(places: Places, writing: Writing): Code | null {
  const validators = places.of.map((location) => validatorOf(location, writing));
  const calls = validators.flatMap((validate) => (validate ? [code`${validate}(value, null)`] : []));
  if (calls.length === 0 || (!places.all && calls.length < validators.length)) return null;
  return code`(value: unknown) => ${join(calls, places.all ? ' && ' : ' || ')}`;
}

/** An expression of type `Shape` (runtime/parameters/shape.ts) for the schemas at `places`. */
export function emitShape(places: Places, writing: Writing): Code {
  const known = knownIn(writing.scope);
  const id = places.of.map((location) => location.pointer).join(places.all ? ' & ' : ' | ');
  const found = known.get(id);
  if (found?.done) return found.done;
  if (found) return later((found.name ??= writing.scope.name('shape')), writing);
  const entry: Known = {};
  known.set(id, entry);
  const expression = shapeExpression(places, writing);
  if (entry.name) {
    const type = writing.scope.runtimeType('StructureShape', 'parameters/shape');
    writing.scope.add(code`const ${entry.name}: ${type} = ${expression};`);
    return (entry.done = later(entry.name, writing));
  }
  return (entry.done = expression);
}

function shapeExpression(places: Places, writing: Writing): Code {
  const { types, declared, primitive, list, object } = shapeFacts(places, writing);
  const check = () => emitCheck(places, writing);
  const coerce = () => emitCoerce(types, check, writing);
  if (!list && !object) return coerce();
  const kinds = Number(primitive) + Number(list) + Number(object);
  const valid = kinds > 1 ? check() : null;
  return writing.scope.declare('shape', code`${helper(writing, 'shape', 'shape')}({
  ${primitive ? code`text: ${coerce()},` : nothing}
  ${list ? code`list: ${emitList(declared, writing)},` : nothing}
  ${object ? code`object: ${emitObject(declared, writing)},` : nothing}
  ${valid ? code`check: ${valid},` : nothing}
})`);
}

function emitList({ items, prefix }: Declared, writing: Writing): Code {
  const first = prefix.map((places) => emitShape(places, writing));
  return code`{ items: ${emitShape(items, writing)}${first.length ? code`, prefix: [${join(first, ', ')}]` : nothing} }`;
}

/** An expression of type `ObjectShape`. */
export function emitObject({ properties, patterns, additional, open }: Declared, writing: Writing): Code {
  const members = [...properties].map(([name, places]) => code`${key(name)}: ${emitShape(places, writing)},`);
  const regexps = [...patterns].flatMap(([text, places]) => {
    const read = readPattern(text); // what is no regular expression is reported where the schema is compiled
    return 'pattern' in read ? [code`[${regExp(read.pattern.source, read.pattern.flags)}, ${emitShape(places, writing)}],`] : [];
  });
  const rest = open && additional !== NOWHERE ? emitShape(additional, writing) : null;
  return code`{
  properties: ${members.length ? code`{\n  ${members}\n}` : new Code('{}')},
  ${regexps.length ? code`patterns: [\n  ${regexps}\n],` : nothing}
  ${rest ? code`additional: ${rest},` : nothing}
}`;
}

function later(name: Name, writing: Writing): Code {
  return writing.scope.declare('shape', code`${helper(writing, 'shape', 'shape')}({ later: () => ${name} })`);
}

interface Known {
  name?: Name;
  done?: Code;
}

const KNOWN = new WeakMap<ModuleScope, Map<string, Known>>();

function knownIn(scope: ModuleScope): Map<string, Known> {
  const known = KNOWN.get(scope) ?? new Map<string, Known>();
  KNOWN.set(scope, known);
  return known;
}
