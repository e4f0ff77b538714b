import { ApiQuery, ApiSchema } from '@nestjs/swagger';

/** A parameter of any place, as the document has it: @nestjs/swagger has no decorator for cookies, and its one for headers makes strings of them. */
export function ApiParameter(parameter: object): MethodDecorator {
  return ApiQuery(parameter as Parameters<typeof ApiQuery>[0]);
}

/** Classes that stand for the document's schemas, for `@ApiExtraModels`: unions and enums among them, which no class of properties can say. */
export function modelsOf(schemas: Readonly<Record<string, object>>): (new () => object)[] {
  return Object.entries(schemas).map(([name, schema]) => {
    const model = class {};
    // The module says `type` and `properties` of every class, unless it is told otherwise.
    const options = { type: undefined, properties: undefined, ...schema, name };
    ApiSchema(options as Parameters<typeof ApiSchema>[0])(model);
    return model;
  });
}
