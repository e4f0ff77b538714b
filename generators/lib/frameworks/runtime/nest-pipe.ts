import { createParamDecorator, Inject, Injectable } from '@nestjs/common';
import type { ExecutionContext, PipeTransform } from '@nestjs/common';
import { Failure } from './failure';
import { guardReply } from './guard-reply';
import { NestApi } from './nest-api';
import { answerError } from './nest-errors';
import { exchangeOf } from './nest-exchange';
import type { Exchange } from './nest-exchange';
import { nodeRequest, nodeResponse } from './nest-platform';
import type { PlatformRequest } from './nest-platform';

/** The exchange that the guard has begun, for a pipe to complete. */
export const Incoming = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  return exchangeOf(nodeRequest(context.getArgByIndex<PlatformRequest>(0)));
});

/**
 * Reads, decodes and validates a request: parameters by every style, the body by its media type.
 * What is wrong is thrown as one error with all its details.
 */
class ReceivingPipe implements PipeTransform {
  constructor(private readonly api: NestApi) {}

  transform(exchange: Exchange | undefined): Promise<Exchange> {
    if (exchange === undefined) throw new Failure(500, 'INTERNAL_ERROR', 'the operation has no SecurityGuard');
    const { operation, response, incoming, raw } = exchange;
    const request = nodeRequest(incoming);
    return new Promise((resolve, reject) => {
      operation.receive(request, nodeResponse(response), raw, incoming, (error, input) => {
        if (error !== null) return reject(error as Error);
        exchange.take(input, request);
        this.guard(exchange);
        resolve(exchange);
      });
    });
  }

  /** Fastify's replies are checked by a hook of its own. */
  private guard({ operation, incoming, response, id }: Exchange): void {
    const responses = this.api.checksReplies && response.raw === undefined ? operation.route.module.current?.responses : null;
    if (responses) guardReply(nodeRequest(incoming), response, responses, (mismatch) => answerError(mismatch, id, incoming, response, this.api.setup));
  }
}

/** Validates by functions compiled ahead of time (`--validator=compiled`). */
export class CompiledValidationPipe extends ReceivingPipe {}

/** Validates by class-validator: a body becomes an instance of its DTO class. The verdicts are the same. */
export class DtoValidationPipe extends ReceivingPipe {}

for (const pipe of [CompiledValidationPipe, DtoValidationPipe]) {
  Injectable()(pipe);
  Inject(NestApi)(pipe, undefined, 0);
}
