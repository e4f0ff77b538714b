import type { OperationModule } from '../../validation/runtime/types';
import type { ErrorBody } from './failure';
import type { Options } from './options';
import type { QueryConditions } from './query-conditions';
import type { Authenticator, SecurityScheme } from './security-types';

/** What an API's operations share, whatever the framework. */
export interface ApiSetup<Request> {
  readonly schemes: Readonly<Record<string, SecurityScheme>>;
  readonly authenticators: Readonly<Record<string, Authenticator | undefined>>;
  readonly errorBody: ErrorBody;
  readonly options: Options<Request>;
}

/** What the document says about one operation, beside its parameters and body. */
export interface OperationFacts {
  /** Media types of its replies; none: nothing to negotiate. */
  readonly produces?: readonly string[];
  /** Alternatives (OR) of schemes (AND) with their scopes; none: public. */
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  /** Only requests with these are for it; others go on to the next route. */
  readonly query?: QueryConditions;
}

/** An operation's module, loaded when first needed: synchronous from then on. */
export interface LazyOperation {
  current: OperationModule | undefined;
  load(): Promise<OperationModule>;
}
