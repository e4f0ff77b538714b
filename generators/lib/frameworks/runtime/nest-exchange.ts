import type { IncomingMessage } from 'node:http';
import type { RawRequest } from '../../validation/runtime/types';
import type { OperationRoute } from './nest-operation';
import type { PlatformRequest, PlatformResponse } from './nest-platform';
import type { Input, createReceive } from './receive';
import { Reply } from './nest-reply';
import type { Authorize } from './security';
import type { Auth } from './security-types';

/** An operation as it is ready to run. */
export interface PreparedOperation {
  readonly route: OperationRoute;
  readonly authorize: Authorize | null;
  readonly receive: ReturnType<typeof createReceive>;
}

/** What a service's method gets, whatever the operation. */
export interface ReceivedRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly cookies: unknown;
  readonly body: unknown;
  readonly auth: Auth;
  readonly id: string;
  readonly raw: IncomingMessage;
}

/** One request on its way through guard, pipe, controller and filter. */
export class Exchange<Request = ReceivedRequest, OperationReply = Reply> {
  auth: Auth = {};
  /** Set by the pipe. */
  request!: Request;
  readonly reply: OperationReply;

  constructor(
    readonly operation: PreparedOperation, readonly id: string, readonly raw: RawRequest,
    readonly incoming: PlatformRequest, readonly response: PlatformResponse,
  ) {
    this.reply = new Reply(operation.route, operation.route.status) as OperationReply;
  }

  /** Puts a service's result on the response; Nest sends what comes back. */
  finish(result: unknown): unknown {
    return (this.reply as Reply).finish(result, this.response);
  }

  /** Takes what was decoded. */
  take({ parameters, body }: Input, raw: IncomingMessage): this {
    const received: ReceivedRequest = {
      params: parameters?.path ?? {},
      query: parameters?.query ?? {},
      headers: parameters === null ? raw.headers : Object.assign(raw.headers, parameters.headers),
      cookies: parameters?.cookies ?? {},
      body, auth: this.auth, id: this.id, raw,
    };
    this.request = received as Request;
    return this;
  }
}

const EXCHANGE = Symbol('exchange');

type Carrying = IncomingMessage & { [EXCHANGE]?: Exchange };

export function carry(request: IncomingMessage, exchange: Exchange): void {
  (request as Carrying)[EXCHANGE] = exchange;
}

/** The exchange of a request that has reached one of the API's operations. */
export function exchangeOf(request: IncomingMessage): Exchange | undefined {
  return (request as Carrying)[EXCHANGE];
}
