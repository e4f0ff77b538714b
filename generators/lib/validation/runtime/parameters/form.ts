import { fromNode } from './deep';
import { child, emptyNode, insert } from './deep-tree';
import type { DeepNode } from './deep-tree';
import { convert, fromDelimited } from './delimited';
import { badEncoding, Failure, prototypeKey, repeated } from './failure';
import { fromProperties } from './exploded';
import { parseJson } from './json';
import { getOwn, replacesPrototype, setOwn } from './own';
import { decodeQuery } from './percent';
import { propertyShape } from './shape';
import type { ObjectShape, Shape } from './shape';
import { splitPairs } from './split';
import type { Fault } from '../types';

/** How the fields of a form are read: by its schema's properties and their `encoding`. */
export interface FormFields {
  readonly object: ObjectShape;
  /** By property, where the encoding says something else than the default. */
  readonly styles?: Readonly<Record<string, FieldStyle>>;
}

export type FieldStyle =
  /** Not exploded: the text between the items. */
  | string | RegExp
  /** `contentType: application/json` */
  | { readonly json: true }
  /** An exploded object: its properties stand among the fields. */
  | { readonly spread: readonly string[] };

/** Gives a literal its type; generated modules declare their forms with it. */
export function formFields(fields: FormFields): FormFields {
  return fields;
}

/** Decodes a form; what cannot be decoded is left out and pushed to `faults` under its field. */
export function decodeForm(text: string, fields: FormFields, faults: Fault[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, node] of collect(text, fields)) {
    const field = fromField(name, node, fields);
    const value = replacesPrototype(name, field) && !Object.hasOwn(fields.object.properties, name) ? prototypeKey : field;
    if (value instanceof Failure) {
      const instancePath = `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
      if (faults.length < ENOUGH) faults.push({ instancePath, keyword: value.keyword, message: value.message, params: {} });
    } else setOwn(result, name, value);
  }
  return result;
}

/** As `decodeForm`, for a form inside a parameter: the value, or the first failure. */
export function readForm(text: string, fields: FormFields): Record<string, unknown> | Failure {
  const faults: Fault[] = [];
  const value = decodeForm(text, fields, faults);
  const [first] = faults;
  return first ? new Failure(first.keyword, `${first.instancePath.slice(1)}: ${first.message}`) : value;
}

interface Field extends DeepNode {
  /** Name, raw value, … of an exploded object. */
  spread?: string[];
  failure?: Failure;
}

/** The fields by name: `a[b]=c` belongs to `a`, unless a property of that very name is declared. */
function collect(text: string, { object, styles = {} }: FormFields): Map<string, Field> {
  const owners = new Map<string, string>();
  for (const [owner, style] of Object.entries(styles)) {
    if (typeof style === 'object' && 'spread' in style) for (const name of style.spread) owners.set(name, owner);
  }
  const root = emptyNode();
  const pairs = splitPairs(text);
  for (let i = 0; i < pairs.length; i += 2) {
    const name = pairs[i]!;
    const value = pairs[i + 1]!;
    const declared = Object.hasOwn(object.properties, name);
    const owner = declared ? undefined : owners.get(name);
    const bracket = declared || owner !== undefined ? -1 : name.indexOf('[');
    if (owner !== undefined) ((child(root, owner) as Field).spread ??= []).push(name, value);
    else if (bracket < 1) child(root, name).values.push(value);
    else {
      const field: Field = child(root, name.slice(0, bracket));
      const failure = insert(field, name, bracket, value);
      if (failure) field.failure ??= failure;
    }
  }
  return root.children ?? new Map<string, Field>();
}

function fromField(name: string, field: Field, { object, styles = {} }: FormFields): unknown {
  if (field.failure) return field.failure;
  const style = getOwn(styles, name);
  const shape: Shape | undefined = propertyShape(object, name);
  if (field.spread && shape) return fromProperties(field.spread, name, shape, decodeQuery);
  if (style === undefined || field.children || !shape) return fromNode(field, shape, decodeQuery);
  if (typeof style === 'object' && 'spread' in style) return fromNode(field, shape, decodeQuery);
  if (field.values.length > 1) return repeated;
  const raw = field.values[0]!;
  if (typeof style === 'string' || style instanceof RegExp) return fromDelimited(raw, style, false, shape, decodeQuery);
  return convert([raw], decodeQuery, ([text]) => (text === undefined ? badEncoding : parseJson(text)));
}

const ENOUGH = 100;
