import { Injectable } from '@nestjs/common';
import { notImplemented } from '../middleware/errors.js';
import type { DefaultOperations, ReplyOf, RequestOf, ResultOf } from '../types/operations.js';

@Injectable()
export class DefaultService implements DefaultOperations {
  async health(_request: RequestOf<'health'>, _reply: ReplyOf<'health'>): Promise<ResultOf<'health'>> {
    throw notImplemented('health');
  }

  async traceHealth(_request: RequestOf<'traceHealth'>, _reply: ReplyOf<'traceHealth'>): Promise<ResultOf<'traceHealth'>> {
    throw notImplemented('traceHealth');
  }
}
