import { SetMetadata } from '@nestjs/common';
import type { QueryConditions } from './query-conditions';
import type { SecurityRequirements } from './security-types';
import type { LazyOperation } from './setup';

/** One operation as its controller's method carries it. */
export interface OperationRoute {
  /** Key of `Operations`. */
  readonly name: string;
  /** In upper case. */
  readonly method: string;
  /** Path template of the document behind its base path: `/v1/users/{id}`. */
  readonly path: string;
  /** That base path; absent: none. */
  readonly base?: string;
  /** Place in the order in which the first match is the right one. */
  readonly rank: number;
  /** Status of a result that is returned as it is. */
  readonly status: number;
  /** The same as Fastify's router writes it. */
  readonly fastifyPath: string;
  /** Only requests with these are for it. */
  readonly query?: QueryConditions;
  /** Media types of its replies; absent: nothing to negotiate. */
  readonly produces?: readonly string[];
  /** Absent: public. */
  readonly security?: SecurityRequirements;
  /** The media type of a status's replies, where it is not `application/json`. */
  readonly replyTypes?: Readonly<Record<string, string>>;
  readonly module: LazyOperation;
}

const OPERATION = 'backend:operation';

/** Tells guard, pipe and filter which operation of the document a controller's method is. */
export const Operation = (route: OperationRoute): MethodDecorator => SetMetadata(OPERATION, route);

/** The operation of a controller's method; undefined for methods of other controllers. */
export function operationOf(handler: object): OperationRoute | undefined {
  return Reflect.getMetadata(OPERATION, handler) as OperationRoute | undefined;
}

/** A controller's method of one operation. */
export interface OperationMethod {
  readonly handler: object;
  readonly route: OperationRoute;
}

/** The operations of a controller's prototype. */
export function routesOf(prototype: object): OperationMethod[] {
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
    const route = typeof handler === 'function' ? operationOf(handler) : undefined;
    return route === undefined ? [] : [{ handler: handler as object, route }];
  });
}
