import type { Value } from '../values/value';
import { chainOf, plain, plainList, plainNumber, type Step } from './chain';
import { orNull, type JsonSchema } from './json-schema';
import { entriesOf, propertyOf } from './object-entries';
import { built, objectSchema, type Built } from './schema-builder';

const TYPES: Readonly<Record<string, JsonSchema>> = {
  text: { type: 'string' }, varchar: { type: 'string' }, char: { type: 'string' }, uuid: { type: 'string', format: 'uuid' }, citext: { type: 'string' }, tinytext: { type: 'string' }, longtext: { type: 'string' },
  integer: { type: 'integer' }, int: { type: 'integer' }, smallint: { type: 'integer' }, bigint: { type: 'integer' }, serial: { type: 'integer' }, bigserial: { type: 'integer' }, smallserial: { type: 'integer' }, tinyint: { type: 'integer' },
  real: { type: 'number' }, doublePrecision: { type: 'number' }, double: { type: 'number' }, float: { type: 'number' }, numeric: { type: 'string' }, decimal: { type: 'string' }, boolean: { type: 'boolean' },
  timestamp: { type: 'string', format: 'date-time' }, datetime: { type: 'string', format: 'date-time' }, date: { type: 'string', format: 'date' }, time: { type: 'string' }, json: {}, jsonb: {},
};

/** `createInsertSchema(table)` of drizzle-zod (and its kin) as the rows it takes, or gives. */
export function fromDrizzle(step: Step): Built | undefined {
  const kind = /^create(Insert|Select|Update)Schema$/.exec(step.name)?.[1];
  if (kind === undefined) return undefined;
  const table = chainOf(step.args?.[0])?.steps.find((one) => /Table$/.test(one.name) && one.args !== undefined);
  if (table === undefined) return undefined;
  const overrides = new Set(entriesOf(step.args?.[1]).map(([key]) => key));
  return built(objectSchema(entriesOf(table.args?.[1]).filter(([key]) => !overrides.has(key)).map(([key, column]) => [key, columnOf(column, kind)])));
}

function columnOf(column: Value, kind: string): Built {
  const [first, ...rest] = chainOf(column)?.steps.filter((step) => step.args !== undefined) ?? [];
  const has = (...names: string[]): boolean => rest.some((step) => names.includes(step.name));
  const options = first?.args?.find((arg) => arg.kind === 'object');
  const length = plainNumber(propertyOf(options, 'length'));
  const values = plainList([propertyOf(options, 'enum') ?? { kind: 'array', items: [] }]);
  const base: JsonSchema = { ...(TYPES[first?.name ?? ''] ?? {}), ...(length !== undefined && { maxLength: length }), ...(values.length > 0 && { enum: values }), ...(plain(propertyOf(options, 'mode')) === 'boolean' && { type: 'boolean' }) };
  const schema: JsonSchema = has('array') ? { type: 'array', items: base } : base;
  const needed = has('notNull', 'primaryKey');
  const filled = has('default', 'defaultNow', 'defaultRandom', '$default', '$defaultFn', 'generatedAlwaysAs', 'generatedAlwaysAsIdentity', 'onUpdateNow') || /serial/i.test(first?.name ?? '');
  return built(needed ? schema : orNull(schema), kind === 'Update' || (kind === 'Insert' && (!needed || filled)));
}
