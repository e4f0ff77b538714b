import type { RequestHandler } from 'express';

export const asyncHandler = (handler: (...args: any[]) => Promise<unknown>): RequestHandler => (req, res, next) => {
  Promise.resolve(handler(req, res, next)).catch(next);
};
