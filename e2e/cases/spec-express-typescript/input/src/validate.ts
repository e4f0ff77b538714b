import type { RequestHandler } from 'express';
import type { ZodTypeAny } from 'zod';

export const validate = (schema: ZodTypeAny, where: 'body' | 'query' = 'body'): RequestHandler => (req, res, next) => {
  const result = schema.safeParse(req[where]);
  if (!result.success) {
    res.status(400).json({ issues: result.error.issues });
    return;
  }
  next();
};
