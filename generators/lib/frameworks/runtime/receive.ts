import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DecodedParameters, OperationModule, ParameterFault, RawRequest } from '../../validation/runtime/types';
import { createAccept } from './accept';
import { inContext } from './async-context';
import { createBodyReader } from './body';
import type { BodyReader, PendingBody } from './body';
import { parameterDetails } from './details';
import { Aborted, malformedBody, validationFailure } from './failure';
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
  /** A body that is still to be read, see `Receiver.reading`. */
  pending: PendingBody | null;
  /** What is known to be wrong when the body is still to be read. */
  details: readonly Detail[];
}

export interface Receiver {
  readonly lazy: LazyOperation;
  /** Media types of the replies. */
  readonly produces: readonly string[];
  readonly authorize: Authorize | null;
  readonly limits: Limits;
  /**
   * When a body is read: at once and back in the caller's async context (default), at once for
   * callers that await the outcome, which restores their context by itself, or later by `readBody`.
   */
  readonly reading?: 'inContext' | 'awaited' | 'later';
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
export function createReceive({ lazy, produces, authorize, limits, reading = 'inContext' }: Receiver) {
  const checkAccept = createAccept(produces);
  let readerOf: OperationModule | undefined;
  let reader: BodyReader | null = null;

  function check(module: OperationModule, input: Input, request: IncomingMessage, response: ServerResponse, raw: RawRequest, done: Received): void {
    if (readerOf !== module) [readerOf, reader] = [module, createBodyReader(module.body, limits)];
    try {
      input.takesBody = reader !== null;
      const body = reader === null ? null : reader.media(request);
      if (checkAccept !== null) checkAccept(raw.headers.accept);
      if (module.parameters !== null) {
        const faults: ParameterFault[] = [];
        input.parameters = module.parameters(raw, faults);
        if (faults.length > 0) input.details = parameterDetails(faults);
      }
      if (body !== null && body.missing !== null) input.details = [...input.details, ...body.missing];
      else if (body !== null && (input.details === NONE || !body.streams)) input.pending = body;
    } catch (error) {
      return done(isStackOverflow(error) ? malformedBody('The request is nested too deeply') : error, input);
    }
    if (input.pending === null) return done(input.details === NONE ? null : validationFailure(input.details), input);
    if (reading === 'later') return done(null, input);
    readBody(input, request, response, reading === 'awaited' ? done : inContext(done));
  }

  function load(input: Input, request: IncomingMessage, response: ServerResponse, raw: RawRequest, done: Received): void {
    const module = lazy.current;
    if (module !== undefined) return check(module, input, request, response, raw, done);
    lazy.load().then(
      (loaded) => (hasLeft(request) ? done(new Aborted(), input) : check(loaded, input, request, response, raw, done)),
      (error: unknown) => done(reasonOf(error), input),
    );
  }

  /** Calls back once; `context` is the framework's request, handed to authenticators. */
  return function receive(request: IncomingMessage, response: ServerResponse, raw: RawRequest, context: unknown, done: Received): void {
    const input: Input = { parameters: null, body: undefined, takesBody: false, auth: null, pending: null, details: NONE };
    if (authorize === null) return load(input, request, response, raw, done);
    authorize(request, raw, context).then(
      (auth) => {
        input.auth = auth;
        if (hasLeft(request)) done(new Aborted(), input);
        else load(input, request, response, raw, done);
      },
      (error: unknown) => done(reasonOf(error), input),
    );
  };
}

/** The client broke off its upload while something was waited for: what reads it now waits for an end that was long ago. */
function hasLeft(request: IncomingMessage): boolean {
  return request.destroyed && request.complete === false;
}

/** `Promise.reject()` has no reason, or null, which would read as "no error": the handler would run. */
function reasonOf(error: unknown): unknown {
  return error ?? new Error('rejected without a reason');
}

/** Reads the body an input still waits for. Calls back once, in the stream's async context. */
export function readBody(input: Input, request: IncomingMessage, response: ServerResponse, done: Received): void {
  input.pending!.read(request, response, (error, value, more) => {
    input.body = value;
    const all = input.details === NONE ? more : [...input.details, ...more];
    done(error ?? (all.length > 0 ? validationFailure(all) : null), input);
  });
}

const NONE: readonly Detail[] = [];
