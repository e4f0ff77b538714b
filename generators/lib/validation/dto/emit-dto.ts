import { code, doc, join, key, Name, nothing } from '../../code';
import type { Code, File } from '../../code';
import type { EmitContext } from '../../emit/context';
import { generatedFile } from '../../emit/context';
import type { SchemaLocation } from '../../model';
import { ModuleScope } from '../module-scope';
import type { SchemaCompiler } from '../schema/compiler';
import { apiProperty, apiSchema } from './api-property';
import { emitDecorators } from './emit-decorators';
import { objectShape } from './object-shape';
import type { DtoProperty } from './object-shape';

/** Names that cannot be class fields or that class-transformer skips; the compiled constraint still checks them. */
const NOT_A_FIELD = new Set(['constructor', '__proto__', 'prototype']);

/**
 * Writes the DTO classes of `--validator=class-validator`, one module per object schema, on demand.
 * Decorators say what they can say exactly; a constraint on the whole class delegates to the
 * compiled validator, so both validators give the same verdicts.
 */
export class DtoEmitter {
  private readonly modules = new Map<string, Code>();

  constructor(private readonly context: EmitContext, private readonly compiler: SchemaCompiler) {}

  /**
   * The DTO class of a request body's schema, imported into `scope`.
   * @returns undefined when the schema is not that of an object: it keeps the compiled validator alone
   */
  dto(location: SchemaLocation, scope: ModuleScope): Name | undefined {
    const { document } = this.context.api;
    const pointer = this.target(location);
    const schema = document.resolve(pointer) as SchemaLocation['schema'] | undefined;
    const properties = schema === undefined ? undefined : objectShape(schema, document);
    if (properties === undefined) return undefined;
    const { identifier, file } = this.context.names.schema(pointer);
    const path = `middleware/validators/dto/${file}`;
    if (!this.modules.has(path)) {
      this.modules.set(path, nothing);
      this.modules.set(path, this.module(path, identifier, { schema: schema!, pointer }, properties));
    }
    return path === scope.modulePath ? new Name(identifier) : scope.use(identifier, path);
  }

  /** The modules asked for so far, in path order. */
  files(): File[] {
    const entries = [...this.modules].sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.map(([path, body]) => generatedFile(`${path}.ts`, body.text, this.context));
  }

  private module(path: string, identifier: string, location: SchemaLocation, properties: readonly DtoProperty[]): Code {
    const scope = new ModuleScope(this.context.options.importExtension, path);
    const fields = properties.filter((property) => !NOT_A_FIELD.has(property.name));
    const name = scope.name(identifier);
    const decorators = fields.flatMap((field) => {
      const nested = field.refersTo === undefined ? undefined : this.dto({ schema: field.schema, pointer: field.refersTo }, scope);
      const documented = this.context.options.swagger ? [apiProperty(field, nested, scope)] : [];
      const list = [...documented, ...emitDecorators(field, nested, scope)];
      return list.length === 0 ? [] : [code`${key(field.name)}: [${join(list, ', ')}],`];
    });
    // `declare` keeps fields out of the class body: an absent optional property must stay absent.
    const members = fields.map((field) => {
      const comment = typeof field.schema['description'] === 'string' ? doc(field.schema['description']) : nothing;
      return join([comment, code`declare ${key(field.name)}${field.required ? code`` : code`?`}: ${fieldType(field)};`]);
    });
    scope.add(code`export class ${name} {
  ${join(members)}
}`);
    if (decorators.length > 0) {
      scope.add(code`${scope.runtime('decorate', 'dto')}(${name}, {
  ${join(decorators)}
});`);
    }
    if (this.context.options.swagger) {
      const component = [...this.context.api.schemas].find(([, schema]) => schema === location.schema)?.[0];
      scope.add(code`${apiSchema(location.schema as Record<string, unknown>, component, scope)}(${name});`);
    }
    const validate = this.compiler.validator(location, 'request', scope);
    if (validate !== null) scope.add(code`${scope.runtime('conformsTo', 'dto')}(${name}, ${validate});`);
    return scope.print();
  }

  /** A component's pointer for a plain `$ref`, the location's own otherwise. */
  private target({ schema, pointer }: SchemaLocation): string {
    const ref = typeof schema === 'object' ? schema['$ref'] : undefined;
    return typeof ref === 'string' ? ref : pointer;
  }
}

function fieldType({ schema }: DtoProperty): Code {
  const types = { string: code`string`, integer: code`number`, number: code`number`, boolean: code`boolean`, array: code`unknown[]`, object: code`object` };
  const type = schema['type'];
  const base = typeof type === 'string' && type in types ? types[type as keyof typeof types] : code`unknown`;
  return schema['nullable'] === true ? code`${base} | null` : base;
}
