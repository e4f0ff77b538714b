import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { registerDecorator, validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import type { Fault, Validate } from './types';

type DtoClass = new () => object;

/** Property under which the constraint of a whole DTO is registered; no JSON document can hold it as a class field. */
const WHOLE = '(schema)';

/** What the compiled validator said of a DTO instance, for the faults' paths and parameters. */
const faultsOf = new WeakMap<object, Fault[]>();
/** The parsed JSON an instance was made from: class-transformer skips keys such as `constructor`. */
const plainOf = new WeakMap<object, unknown>();

/** Applies class-validator and class-transformer decorators without decorator syntax, so that no compiler option is needed. */
export function decorate(dto: DtoClass, decorators: Readonly<Record<string, readonly PropertyDecorator[]>>): void {
  for (const [property, list] of Object.entries(decorators)) {
    for (const apply of list) apply(dto.prototype as object, property);
  }
}

/** Adds the constraint that decorators cannot say: the whole value must satisfy the compiled validator. */
export function conformsTo(dto: DtoClass, validate: Validate): void {
  registerDecorator({
    name: 'conformsToSchema',
    target: dto,
    propertyName: WHOLE,
    options: { message: 'must conform to its schema' },
    validator: {
      validate(_value: unknown, args?: { object: object }): boolean {
        const instance = args!.object;
        const faults: Fault[] = [];
        const valid = validate(plainOf.get(instance) ?? instance, faults);
        faultsOf.set(instance, faults);
        return valid;
      },
    },
  });
}

/** A `Validate` that asks class-validator about an instance of the DTO, and the compiled validator about anything else. */
export function dtoValidator(dto: DtoClass, validate: Validate): Validate {
  return (value, faults) => {
    if (faults === null || typeof value !== 'object' || value === null || Array.isArray(value)) return validate(value, faults);
    const instance = plainToInstance(dto, value as object);
    plainOf.set(instance, value);
    const errors = validateSync(instance, { forbidUnknownValues: false });
    if (errors.length === 0) return true;
    const found = errors.flatMap((error) => flatten(error, ''));
    const known = new Set(found.map((fault) => fault.instancePath));
    faults.push(...found, ...(faultsOf.get(instance) ?? []).filter((fault) => !known.has(fault.instancePath)));
    return false;
  };
}

/** Makes the DTO instance that the handler gets. */
export function toDto(dto: DtoClass): (value: unknown) => unknown {
  return (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? plainToInstance(dto, value) : value);
}

function flatten(error: ValidationError, parent: string): Fault[] {
  if (error.property === WHOLE) return [];
  const instancePath = `${parent}/${error.property.replace(/~/g, '~0').replace(/\//g, '~1')}`;
  const own = Object.entries(error.constraints ?? {}).map(([keyword, message]) => ({
    instancePath,
    keyword,
    message: withoutName(message, error.property),
    params: {},
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, instancePath))];
}

/** class-validator's messages begin with the property's name, which the envelope already tells: `age must not be less than 1`. */
function withoutName(message: string, property: string): string {
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}
