import { exampleReply } from '../../../../generators/lib/examples/example-reply';
import type { Operation, PathTemplate, SchemaLocation } from '../../../../generators/lib/model';
import type { Need, Yield } from '../drive/drive-plan';
import type { Chain, Chains } from './chain';
import { pathValues } from './chain';
import type { StepValues } from './build-step';
import { isRecord } from './build-step';
import { findId, sameName } from './find-id';
import type { Spec } from './open-spec';

/** Things that a path names by a variable: `/orders/{}/items/{}`. */
interface Resource {
  readonly key: string;
  /** Path of the collection, where it is created and listed: `/orders/{}/items`. */
  readonly collection: string;
  readonly variable: string;
  /** Of the variables in its path, the outermost first. */
  readonly schemas: readonly (SchemaLocation | undefined)[];
}

/** Names that every second resource has: they say nothing about which one is meant. */
const VAGUE = /^(id|name|key|type|code|slug|index|version|date|page|limit|offset|status|state|title|value|number)$/i;

/**
 * Chains by the shape of paths and the names of properties: `POST /orders` makes what
 * `/orders/{orderId}` wants, by the `orderId` or `id` of its reply; a list is asked where nothing
 * creates. A body's or query's `orderId` is one of them too.
 * @param valuesOf an operation's example request
 */
export function chainsByPath({ api: { operations }, tools }: Spec, valuesOf: (operation: Operation) => StepValues | undefined): Chains {
  const resources = new Map(operations.flatMap(resourcesOf).map((resource) => [resource.key, resource]));
  const yields = new Map<Operation, Yield[]>();
  const producers = new Map<string, Operation[]>();
  /** A record of each resource, by the examples. */
  const records = new Map<string, readonly unknown[]>();
  const pathOf = (operation: Operation): unknown[] => operation.path.segments.flat().flatMap((part) => (part.kind === 'variable' ? [valuesOf(operation)?.parameters.find(({ parameter }) => parameter.in === 'path' && parameter.name === part.name)?.value] : []));
  for (const resource of resources.values()) {
    for (const method of ['post', 'get']) {
      const operation = operations.find((one) => one.method === method && pathKey(one) === resource.collection);
      const reply = operation && exampleReply(operation, tools).value;
      const pointer = reply && reply.status < 300 ? findId(reply.value, resource.variable, (value) => fits(value, resource.schemas.at(-1), tools)) : undefined;
      if (!operation || pointer === undefined) continue;
      records.set(resource.key, [...pathOf(operation), valueAt(reply!.value, pointer)]);
      yields.set(operation, [...(yields.get(operation) ?? []), { resource: resource.key, values: [...pathValues(operation), { from: 'body', pointer }] }]);
      producers.set(resource.key, [operation]);
      break; // what a list holds is other users' too, who may delete it meanwhile
    }
  }
  const made = [...resources.values()].filter(({ key }) => producers.has(key));

  const pathNeed = (operation: Operation): Need[] => {
    const own = resourcesOf(operation);
    // Participants of a conference called by its name are no use to an operation that wants its id.
    const resource = own.reverse().find(({ key, schemas }) => producers.get(key)?.some((one) => one !== operation) && records.get(key)!.every((value, at) => fits(value, schemas[at], tools)));
    if (!resource) return [];
    const variables = operation.path.segments.flat().flatMap((part) => (part.kind === 'variable' ? [part.name] : []));
    const depth = resource.key.split('{}').length - 1;
    const takes = operation.method === 'delete' && pathKey(operation) === resource.key ? [...resources.keys()].filter((key) => key === resource.key || key.startsWith(`${resource.key}/`)) : undefined;
    return [{ resource: resource.key, fills: variables.slice(0, depth).map((name, at) => ({ slot: `path.${name}`, at })), ...(takes && { takes }) }];
  };
  const namedNeeds = (operation: Operation): Need[] => {
    const values = valuesOf(operation);
    const body = isRecord(values?.body?.value) ? Object.keys(values.body.value).map((name) => ({ name, slot: `body.${name}`, takes: (value: unknown) => acceptsBody(values!.body!, name, value, tools) })) : [];
    const query = (values?.parameters ?? []).filter(({ parameter }) => parameter.in === 'query').map(({ parameter: { name, schema } }) => ({ name, slot: `query.${name}`, takes: (value: unknown) => fits(value, schema, tools) }));
    return [...query, ...body].flatMap(({ name, slot, takes }) => {
      const resource = VAGUE.test(name) ? undefined : made.find((one) => sameName(one.variable, name));
      if (!resource || !takes(records.get(resource.key)!.at(-1)) || producers.get(resource.key)!.every((one) => one === operation)) return [];
      return [{ resource: resource.key, fills: [{ slot, at: resource.key.split('{}').length - 2 }] }];
    });
  };
  return {
    producers,
    of: (operation): Chain => ({ needs: [...pathNeed(operation), ...namedNeeds(operation)], yields: yields.get(operation) ?? [] }),
  };
}

/** Whether a value of a reply may be a path's: as it is, or as the text that it becomes. */
function fits(value: unknown, schema: SchemaLocation | undefined, tools: Spec['tools']): boolean {
  if (schema === undefined) return true;
  const accepts = tools.evaluate(schema, 'request');
  return [value, String(value), Number(value)].some((reading) => accepts(reading, null));
}

function acceptsBody({ content, value }: NonNullable<StepValues['body']>, name: string, changed: unknown, tools: Spec['tools']): boolean {
  return content.schema === undefined || tools.evaluate(content.schema, 'request')({ ...(value as object), [name]: changed }, null);
}

function valueAt(root: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce<unknown>((value, token) => (value as Record<string, unknown> | undefined)?.[token.replace(/~1/g, '/').replace(/~0/g, '~')], root);
}

/** From the outermost on. A segment that holds more than its variable (`a-{id}`) names nothing; an ending (`{id}.json`) is none of the name. */
function resourcesOf({ path, parameters }: Operation): Resource[] {
  const keys: string[] = [''];
  const schemas: (SchemaLocation | undefined)[] = [];
  return path.segments.flatMap((parts): Resource[] => {
    const collection = keys.at(-1)!;
    keys.push(`${collection}/${segmentKey(parts)}`);
    for (const part of parts) if (part.kind === 'variable') schemas.push(parameters.find((one) => one.in === 'path' && one.name === part.name)?.schema);
    const [part] = parts;
    if (segmentKey(parts) !== '{}' || part!.kind !== 'variable' || collection === '') return [];
    return [{ key: keys.at(-1)!, collection, variable: part!.name, schemas: [...schemas] }];
  });
}

function pathKey({ path }: Operation): string {
  return path.segments.map((parts) => `/${segmentKey(parts)}`).join('');
}

/** `{}` for a variable; `Messages.json` is the collection of `Messages/{Sid}.json`. */
function segmentKey(parts: PathTemplate['segments'][number]): string {
  return parts.map((part) => (part.kind === 'literal' ? part.text : '{}')).join('').replace(/\.(json|xml)$/, '');
}
