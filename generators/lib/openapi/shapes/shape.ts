/** Objects of OpenAPI 3.x and, with a `2`, those Swagger 2.0 has in another form. */
export type Kind =
  | 'document' | 'info' | 'contact' | 'license' | 'server' | 'serverVariable' | 'components' | 'paths' | 'pathItem'
  | 'operation' | 'parameter' | 'requestBody' | 'mediaType' | 'encoding' | 'responses' | 'response' | 'header'
  | 'example' | 'link' | 'callback' | 'securityScheme' | 'oauthFlows' | 'oauthFlow' | 'securityRequirement' | 'tag'
  | 'externalDocs' | 'schema'
  | 'document2' | 'paths2' | 'pathItem2' | 'operation2' | 'parameter2' | 'items2' | 'responses2' | 'response2'
  | 'securityScheme2';

export type LeafType = 'string' | 'boolean' | 'number' | 'integer' | 'any';

/** What a field holds: a plain value or an object of some kind, one, in a list or in a map. */
export interface Field {
  readonly type: LeafType | Kind;
  readonly leaf: boolean;
  readonly container: 'one' | 'list' | 'map';
  readonly required: boolean;
  /** First version that has it. */
  readonly since?: '3.1' | '3.2';
}

/** The table of one object of the specification. */
export interface Shape {
  /** As the specification calls it. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** Any other field (paths, status codes, expressions); undefined: there are none. */
  readonly rest?: Field;
  /** Where a referenced one is kept in a bundle; undefined: the specification has no reference here. */
  readonly section?: string;
  /** Left out with a warning when it is broken, because nothing needed depends on it. */
  readonly optional: boolean;
}

interface ShapeOptions {
  readonly rest?: string;
  readonly section?: string;
  readonly optional?: boolean;
}

const LEAVES: ReadonlySet<string> = new Set(['string', 'boolean', 'number', 'integer', 'any']);
const NOTATION = /^(\w+)(\[\]|\{\})?(!)?(?:@(3\.[12]))?$/;

/**
 * Writes a table compactly: `name: 'string!'` is a required string, `tags: 'string[]'` a list,
 * `content: 'mediaType{}'` a map of objects, `webhooks: 'pathItem{}@3.1'` one that came with 3.1.
 */
export function shape(name: string, fields: Record<string, string>, options: ShapeOptions = {}): Shape {
  return {
    name,
    fields: new Map(Object.entries(fields).map(([key, text]) => [key, field(text)])),
    optional: options.optional ?? false,
    ...(options.rest === undefined ? {} : { rest: field(options.rest) }),
    ...(options.section === undefined ? {} : { section: options.section }),
  };
}

function field(text: string): Field {
  const [, type, container, required, since] = NOTATION.exec(text)!;
  return {
    type: type as Field['type'],
    leaf: LEAVES.has(type!),
    container: container === '[]' ? 'list' : container === '{}' ? 'map' : 'one',
    required: required !== undefined,
    ...(since === undefined ? {} : { since: since as '3.1' | '3.2' }),
  };
}
