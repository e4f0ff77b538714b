import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DecodedParameters, OperationModule, ParameterFault, RawRequest } from '../../validation/runtime/types';
import { createAccept } from './accept';
import { createBodyReader } from './body';
import type { BodyReader } from './body';
import { parameterDetails } from './details';
import { malformedBody, validationFailure } from './failure';
import type { Detail } from './failure';
import type { Limits } from './options';
import { isStackOverflow } from './run-validator';
import type { Authorize } from './security';
import type { Auth } from './security-types';
import type { LazyOperation } from './setup';

/** What a handler gets of a request that passed. */
export interface Input {
  parameters: DecodedParameters | null;
  /** Undefined when there is none. */
  body: unknown;
  /** True when the operation declares a body, so that `body` is to be set. */
  takesBody: boolean;
  auth: Auth | null;
}

export interface Receiver {
  readonly lazy: LazyOperation;
  /** Media types of the replies. */
  readonly produces: readonly string[];
  readonly authorize: Authorize | null;
  readonly limits: Limits;
}

/** `error` is null when the request passed, and nothing else then. */
export type Received = (error: unknown, input: Input) => void;

/**
 * Takes a request from its headers to a handler's input, in this order:
 *
 * 1. security (401, 403): a stranger learns nothing about the API's shapes;
 * 2. media types by the headers alone (415, 413 by Content-Length, 406): cheap, and nothing is read
 *    that cannot be understood or answered;
 * 3. parameters, then the body (413, 400): their faults are reported together in one 400, except
 *    that a streamed or multipart body is not read for a request that is refused anyway.
 *
 * Nothing waits for a promise once the operation's module is loaded, unless it has security.
 */
export function createReceive({ lazy, produces, authorize, limits }: Receiver) {
  const checkAccept = createAccept(produces);
  let readerOf: OperationModule | undefined;
  let reader: BodyReader | null = null;

  function check(module: OperationModule, input: Input, request: IncomingMessage, response: ServerResponse, raw: RawRequest, done: Received): void {
    if (readerOf !== module) [readerOf, reader] = [module, createBodyReader(module.body, limits)];
    let details: Detail[] | undefined;
    try {
      input.takesBody = reader !== null;
      const body = reader === null ? null : reader.media(request);
      if (checkAccept !== null) checkAccept(raw.headers.accept);
      if (module.parameters !== null) {
        const faults: ParameterFault[] = [];
        input.parameters = module.parameters(raw, faults);
        if (faults.length > 0) details = parameterDetails(faults);
      }
      if (body !== null && (details === undefined || !body.streams)) {
        return body.read(request, response, (error, value, more) => {
          input.body = value;
          const all = details === undefined ? more : [...details, ...more];
          done(error ?? (all.length > 0 ? validationFailure(all) : null), input);
        });
      }
    } catch (error) {
      return done(isStackOverflow(error) ? malformedBody('The request is nested too deeply') : error, input);
    }
    done(details === undefined ? null : validationFailure(details), input);
  }

  function load(input: Input, request: IncomingMessage, response: ServerResponse, raw: RawRequest, done: Received): void {
    const module = lazy.current;
    if (module !== undefined) return check(module, input, request, response, raw, done);
    lazy.load().then(
      (loaded) => check(loaded, input, request, response, raw, done),
      (error: unknown) => done(reasonOf(error), input),
    );
  }

  /** Calls back once; `context` is the framework's request, handed to authenticators. */
  return function receive(request: IncomingMessage, response: ServerResponse, raw: RawRequest, context: unknown, done: Received): void {
    const input: Input = { parameters: null, body: undefined, takesBody: false, auth: null };
    if (authorize === null) return load(input, request, response, raw, done);
    authorize(request, raw, context).then(
      (auth) => {
        input.auth = auth;
        load(input, request, response, raw, done);
      },
      (error: unknown) => done(reasonOf(error), input),
    );
  };
}

/** `Promise.reject()` has no reason, or null, which would read as "no error": the handler would run. */
function reasonOf(error: unknown): unknown {
  return error ?? new Error('rejected without a reason');
}
