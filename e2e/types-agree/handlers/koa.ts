import type { KoaHandler } from '../../../generators/lib/frameworks/runtime/koa-types';
import type { CreateReplies, GetUserInput, GetUserReplies } from './api';

export const getUser: KoaHandler<GetUserInput, GetUserReplies> = async (ctx, next) => {
  const id: number = ctx.params.id;
  const page: number = ctx.query.page;
  const limit: number = ctx.request.headers['x-limit'];
  const agent: string | undefined = ctx.headers['user-agent'];
  const session: string | undefined = ctx.state.cookies.session;
  const name: string | undefined = ctx.request.body?.name;
  const who: unknown = ctx.state.auth['bearerAuth'];
  ctx.set('x-a', 'b');
  await next();
  // @ts-expect-error -- declared as a number
  const text: string = ctx.params.id;
  // @ts-expect-error -- not declared
  void ctx.query.nothing;
  void [id, page, limit, agent, session, name, who, text];
  ctx.status = 404;
  ctx.body = { code: 'x' };
  ctx.body = { id: 1, name: 'n' };
  ctx.body = 'text of default';
  ctx.body = null;
  // @ts-expect-error -- no body of this operation
  ctx.body = { id: 1 };
};

export const create: KoaHandler<{}, CreateReplies> = (ctx) => {
  ctx.status = 201;
  ctx.body = { id: 1, name: 'n' };
  // @ts-expect-error -- not a status of this operation
  ctx.status = 200;
  // @ts-expect-error -- no parameters are declared
  void ctx.params.id;
};
