import { code, lit } from '../../code';
import type { Code } from '../../code';
import type { ModuleScope } from '../module-scope';
import type { DtoProperty } from './object-shape';

/**
 * The class-validator decorators that say exactly what a property's schema says. Where a decorator
 * means something else (`@IsEmail` is stricter than the format, `@MinLength` counts some emoji
 * differently), it is left out and the class's compiled constraint decides.
 */
export function emitDecorators(property: DtoProperty, nestedDto: Code | undefined, scope: ModuleScope): Code[] {
  const use = (name: string): Code => scope.use(name, 'class-validator');
  const { schema } = property;
  const types = typeList(schema);
  const nullable = types.includes('null') || schema['nullable'] === true;
  const [type, ...others] = types.filter((t) => t !== 'null');
  const rules: Code[] = [];
  if (type !== undefined && others.length === 0) rules.push(...rulesOf(type, schema, use));
  if (nestedDto && type === 'object') {
    rules.push(code`${use('ValidateNested')}()`, code`${scope.use('Type', 'class-transformer')}(() => ${nestedDto})`);
  }
  const values = schema['enum'];
  if (Array.isArray(values) && values.every((v) => typeof v === 'string' || typeof v === 'boolean' || (typeof v === 'number' && v !== 0))) {
    rules.push(code`${use('IsIn')}(${lit(values)})`);
  }
  if (rules.length === 0) return [];
  return [...presence(property, nullable, use), ...rules];
}

function presence(property: DtoProperty, nullable: boolean, use: (name: string) => Code): Code[] {
  if (property.required && !nullable) return [code`${use('IsDefined')}()`];
  const value = code`(dto as Record<string, unknown>)[${property.name}]`;
  // @IsOptional lets null pass as well, which only a nullable property allows.
  return nullable ? [code`${use('IsOptional')}()`] : [code`${use('ValidateIf')}((dto: object) => ${value} !== undefined)`];
}

function rulesOf(type: string, schema: Record<string, unknown>, use: (name: string) => Code): Code[] {
  const rule = (decorator: string, keyword: string): Code[] =>
    typeof schema[keyword] === 'number' ? [code`${use(decorator)}(${schema[keyword]})`] : [];
  switch (type) {
    case 'string':
      return [code`${use('IsString')}()`];
    case 'boolean':
      return [code`${use('IsBoolean')}()`];
    case 'integer':
    case 'number': {
      // OpenAPI 3.0's boolean exclusiveMinimum turns `minimum` into an open bound, which @Min cannot say.
      const minimum = schema['exclusiveMinimum'] === true ? [] : rule('Min', 'minimum');
      const maximum = schema['exclusiveMaximum'] === true ? [] : rule('Max', 'maximum');
      return [code`${use(type === 'integer' ? 'IsInt' : 'IsNumber')}()`, ...minimum, ...maximum];
    }
    case 'array':
      return [code`${use('IsArray')}()`, ...rule('ArrayMinSize', 'minItems'), ...rule('ArrayMaxSize', 'maxItems')];
    case 'object':
      return [code`${use('IsObject')}()`];
    default:
      return [];
  }
}

function typeList(schema: Record<string, unknown>): string[] {
  const type = schema['type'];
  return Array.isArray(type) ? (type as string[]) : typeof type === 'string' ? [type] : [];
}
