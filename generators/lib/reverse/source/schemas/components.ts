import { createHash } from 'node:crypto';
import type { JsonSchema } from './json-schema';

/** The schemas of `components`, one for each declared type or class, with names that are free. */
export class Components {
  readonly schemas = new Map<string, JsonSchema>();
  readonly securitySchemes = new Map<string, JsonSchema>();
  private readonly names = new Map<unknown, string>();

  /** A reference to the schema of `key`, which is built when it is met for the first time. */
  reference(key: unknown, wanted: string, build: () => JsonSchema): JsonSchema {
    const known = this.names.get(key);
    if (known !== undefined) return { $ref: `#/components/schemas/${known}` };
    const name = this.free(wanted.replace(/[^A-Za-z0-9._-]/g, '_') || 'Schema');
    this.names.set(key, name);
    this.schemas.set(name, {});
    const schema = build();
    for (const [other, existing] of this.schemas) {
      // A class and its interface, or one type seen twice: the same content under the same wanted name is one schema.
      if (other !== name && stem(other) === stem(name) && digest(existing) === digest(schema)) {
        this.schemas.delete(name);
        this.names.set(key, other);
        return { $ref: `#/components/schemas/${other}` };
      }
    }
    this.schemas.set(name, schema);
    return { $ref: `#/components/schemas/${name}` };
  }

  /** The schema itself, whatever refers to it. */
  resolve(schema: JsonSchema): JsonSchema {
    let at = schema;
    for (let hops = 0; hops < 20 && typeof at['$ref'] === 'string'; hops++) {
      const name = /^#\/components\/schemas\/(.+)$/.exec(at['$ref'])?.[1];
      const next = name === undefined ? undefined : this.schemas.get(name);
      if (next === undefined) return at;
      at = next;
    }
    return at;
  }

  private free(wanted: string): string {
    let name = wanted;
    for (let n = 2; this.schemas.has(name); n++) name = `${wanted}${n}`;
    return name;
  }
}

const stem = (name: string): string => name.replace(/\d+$/, '');
const digest = (schema: JsonSchema): string => createHash('sha1').update(JSON.stringify(schema)).digest('hex');
