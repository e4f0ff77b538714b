import type { Request } from 'express';
import type { ExpressHandler } from '../../../generators/lib/frameworks/runtime/express-types';
import type { CreateReplies, GetUserInput, GetUserReplies, OnlyCreatedReplies } from './api';

export const getUser: ExpressHandler<GetUserInput, GetUserReplies> = async (req, res, next) => {
  const id: number = req.params.id;
  const page: number = req.query.page;
  const limit: number = req.headers['x-limit'];
  const agent: string | undefined = req.headers['user-agent'];
  const session: string | undefined = req.cookies.session;
  const name: string | undefined = req.body?.name;
  const who: unknown = req.auth['bearerAuth'];
  req.get('accept');
  req.on('close', () => next());
  // @ts-expect-error -- declared as a number
  const text: string = req.params.id;
  // @ts-expect-error -- not declared
  void req.query.nothing;
  // @ts-expect-error -- may be missing
  const verbose: boolean = req.query.verbose;
  void [page, limit, agent, session, name, who, text, verbose];

  res.status(404).json({ code: 'x' });
  res.status(451).json({ code: 'x' });
  res.status(500).send('text of default');
  res.status(204).end();
  res.sendStatus(204);
  res.status(200).set('x-a', 'b').json({ id, name: 'n' });
  // @ts-expect-error -- the body of 200 at status 404
  res.status(404).json({ id: 1, name: 'n' });
  // @ts-expect-error -- 204 has no body
  res.status(204).json({ id: 1, name: 'n' });
  // @ts-expect-error -- 204 has no body
  res.status(204).send('x');
  // @ts-expect-error -- 500 falls under default, which is text
  res.status(500).json({ code: 'x' });
  // @ts-expect-error -- a property is missing
  res.json({ id: 1 });
  // @ts-expect-error -- the chain keeps its type
  res.status(200).set('x-a', 'b').json({ code: 'x' });
  return res.json({ id, name: 'n' });
};

export const create: ExpressHandler<{ body: Readonly<Record<string, string>> }, CreateReplies> = (req, res) => {
  const first: string | undefined = req.body['a'];
  // @ts-expect-error -- no parameters are declared
  void req.params.id;
  const plain: string | undefined = req.headers.authorization;
  void [first, plain];
  res.status(201).json({ id: 1, name: 'n' });
  res.status(202).send(Buffer.from('x'));
  // @ts-expect-error -- not a status of this operation
  res.status(200).json({ id: 1, name: 'n' });
  // @ts-expect-error -- not a status of this operation
  res.sendStatus(500);
  // @ts-expect-error -- without a status this is 200, which is not declared
  res.json({ id: 1, name: 'n' });
};

export const created: ExpressHandler<{}, OnlyCreatedReplies> = (req, res) => {
  takesExpress(req);
  res.sendStatus(404);
  // @ts-expect-error -- 201 has a body
  res.sendStatus(201);
  // @ts-expect-error -- JSON does not go through end
  res.status(201).end('{}');
  res.status(201).json({ id: 1, name: 'n' });
  // @ts-expect-error -- Express sends 200, although 201 is the only success
  res.json({ id: 1, name: 'n' });
  // @ts-expect-error -- likewise
  res.send({ id: 1, name: 'n' });
  // @ts-expect-error -- likewise
  res.end();
};

export const anySuccess: ExpressHandler<{}, { '2XX': { json: number }; default: { json: string } }> = (_req, res) => {
  res.json(1);
  // @ts-expect-error -- 200 is among 2XX, not default
  res.json('x');
};

function takesExpress(req: Pick<Request, 'ip' | 'get' | 'headers'>): void {
  void req;
}

// Nothing is known of the replies, and a schema no value fits still has a body to send.
export const unknownReplies: ExpressHandler<{}, { default: { json: unknown; raw: unknown } }> = async (_req, res) => {
  res.status(204).send();
  res.status(200).send({ any: 'thing' });
};

export const impossible: ExpressHandler<{}, { 200: { json: never } }> = async (_req, res) => {
  res.status(200).send({} as never);
  // @ts-expect-error -- there is no such value
  res.status(200).send({});
};
