import { code, lit } from '../code';
import type { Code } from '../code';
import type { EmitContext } from '../emit/context';
import type { ModuleScope } from '../validation/module-scope';

/** The `start` function of a contract test: the API alone on a free port, open to any credentials. */
export function emitServer(context: EmitContext, scope: ModuleScope): Code {
  const contract = (name: string): Code => scope.use(name, 'middleware/validators/runtime/http/contract');
  const schemes = lit(context.api.securitySchemes.map(({ key }) => key));
  // The stub's authenticators are typed one by one; accepting all of them needs no types. Replies are
  // checked by the tests, which say what is wrong with them; checked by the server they would be a 500.
  const setup = code`{ authenticators: ${contract('acceptAll')}(${schemes}) as never, options: { validateResponses: false } }`;
  if (context.options.framework === 'nest') return nestServer(setup, contract, scope, context);
  const registerRoutes = scope.use('registerRoutes', 'routes/index');
  switch (context.options.framework) {
    case 'express':
      return code`function start() {
  const app = ${scope.use('default', 'express', 'express')}();
  ${registerRoutes}(app, ${setup});
  return ${contract('serve')}(app);
}`;
    case 'koa':
      return code`function start() {
  const app = new ${scope.use('default', 'koa', 'Koa')}();
  ${registerRoutes}(app, ${setup});
  return ${contract('serve')}(app.callback());
}`;
    case 'fastify':
      return code`async function start() {
  const app = ${scope.use('fastify', 'fastify')}();
  await ${registerRoutes}(app, ${setup});
  await app.ready();
  return ${contract('serve')}((request, response) => app.routing(request, response));
}`;
  }
}

/** Nest's Express adapter needs no package that an application does not have anyway. */
function nestServer(setup: Code, contract: (name: string) => Code, scope: ModuleScope, context: EmitContext): Code {
  return code`async function start() {
  const app = await ${scope.use('NestFactory', '@nestjs/core')}.create(${scope.use('RoutesModule', context.options.flat ? 'routes.module' : 'routes/routes.module')}.register(${setup}), { logger: false });
  await app.init();
  const { close, url } = await ${contract('serve')}((request, response) => app.getHttpAdapter().getInstance()(request, response));
  return { url, close: () => close().then(() => app.close()) };
}`;
}
