import { code, lit } from '../../code';
import type { Code } from '../../code';
import type { ModuleScope } from '../module-scope';
import type { DtoProperty } from './object-shape';

/**
 * `@ApiProperty` of @nestjs/swagger with options that give the property's schema back. The decorator
 * wants one type by name; `Object` beside `allOf` is what it leaves out of the document again.
 */
export function apiProperty({ schema, refersTo, required }: DtoProperty, nestedDto: Code | undefined, scope: ModuleScope): Code {
  const decorator = scope.use('ApiProperty', '@nestjs/swagger');
  if (refersTo !== undefined) {
    if (nestedDto) return code`${decorator}({ type: () => ${nestedDto}, required: ${required} })`;
    return code`${decorator}({ type: Object, allOf: ${lit([{ $ref: refersTo }])}, required: ${required} })`;
  }
  if (typeof schema['type'] === 'string') {
    // An object's own list of required properties has the option's name.
    return code`${decorator}(${lit(Array.isArray(schema['required']) ? { ...schema, selfRequired: required } : { ...schema, required })} as object)`;
  }
  return code`${decorator}({ type: Object, allOf: ${lit([schema])} as object[], required: ${required} })`;
}

/** `@ApiSchema`: the component's name, where it is one, and what its schema says beside its properties. */
export function apiSchema(schema: Readonly<Record<string, unknown>>, name: string | undefined, scope: ModuleScope): Code {
  const { type: _type, properties: _properties, required: _required, allOf: _allOf, ...others } = schema;
  return code`${scope.use('ApiSchema', '@nestjs/swagger')}(${lit({ ...others, ...(name !== undefined && { name }) })} as object)`;
}
