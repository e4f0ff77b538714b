import { operations, recover } from './recovered';

/** Of each schema, in a row with what is wanted, the body of an operation that checks its body by it; all in one application. */
export function checkedBy(head: string, cases: readonly [string, string][], check: (schema: string, value: string) => string): [string, string, string][] {
  const routes = cases.map(([schema], index) => `app.post('/${index}', (req, res) => { ${check(schema, 'req.body')}; res.sendStatus(204); });`);
  const found = operations(recover(`import express from 'express';\n${head}\nconst app = express();\n${routes.join('\n')}\n`), 'body');
  return cases.map(([schema, wanted], index) => [schema, wanted, found[`POST /${index}`]?.join(', ') ?? 'no operation']);
}
