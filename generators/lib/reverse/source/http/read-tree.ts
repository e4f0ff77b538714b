import type ts from 'typescript';
import type { JsonSchema } from '../schemas/json-schema';
import type { Value } from '../values/value';

export type Hint = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';

/** What something says a part of the request looks like; `certain` when requests that differ are refused. */
export interface SchemaClaim {
  readonly schema: JsonSchema;
  readonly certain: boolean;
  /** Of the record that the value is copied to, which may have more fields than are meant: it counts where nothing else is said. */
  readonly copied?: boolean;
  /** Properties that the code sets itself, so that what is sent of them is of no effect. */
  readonly omit?: ReadonlySet<string>;
  readonly node?: ts.Node;
}

/** One value of a request, and what the code does with it. */
export class ReadNode {
  readonly children = new Map<string, ReadNode>();
  readonly hints = new Set<Hint>();
  readonly claims: SchemaClaim[] = [];
  /** Properties that the code sets without having looked at them. */
  readonly overwritten = new Map<string, Value>();
  item?: ReadNode;
  /** The code refuses requests without it. */
  required = false;
  /** A check, not only a branch of the code, refuses them. */
  checked = false;
  /** Something stands in for it where it is missing. */
  optional = false;
  /** Its own value is used, not only properties of it. */
  node?: ts.Node;

  /** Where the handler uses it as a whole, at last where it goes to code that is not followed. */
  handedOn?: ts.Node;

  constructor(readonly parent?: ReadNode) {}

  child(name: string, at?: ts.Node): ReadNode {
    let found = this.children.get(name);
    if (found === undefined) this.children.set(name, (found = new ReadNode(this)));
    if (at !== undefined) found.node ??= at;
    return found;
  }

  element(): ReadNode {
    this.hints.add('array');
    return (this.item ??= new ReadNode(this));
  }

  claim(claim: SchemaClaim): void {
    const text = JSON.stringify(claim.schema);
    if (!this.claims.some((known) => known.certain === claim.certain && JSON.stringify(known.schema) === text)) this.claims.push(claim);
  }

  get used(): boolean {
    return this.known || this.handedOn !== undefined;
  }

  /** The code says something of what it looks like. */
  get known(): boolean {
    return this.children.size > 0 || this.claims.length > 0 || this.hints.size > 0 || this.item !== undefined;
  }
}
