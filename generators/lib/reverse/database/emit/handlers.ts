import type { Code } from '../../../code';
import { code, join, Name } from '../../../code';
import type { EmitContext, Framework } from '../../../emit/context';
import { nestMethod } from '../../../names/nest-names';
import type { HandlerTemplates } from '../../../stages';
import type { Resource, Verb } from '../resources/resource';

/** Handlers that answer from the database; operations that are none of its resources keep their stubs. */
export function databaseTemplates(resources: readonly Resource[], framework: HandlerTemplates): HandlerTemplates {
  const known = new Map(resources.flatMap((resource) => resource.operations.map(({ verb, operationId }) => [operationId, { resource, verb }] as const)));
  return {
    handlerFileHeader: (context) => code`${framework.handlerFileHeader(context)}
${join(resources.map(({ variable, tag }) => code`import { ${new Name(variable)} } from ${`${dataFolder(context)}/${tag}${context.options.importExtension}`};`))}`,
    handlerStub: (operation, context) => {
      const own = operation.operationId === undefined ? undefined : known.get(operation.operationId);
      if (!own) return framework.handlerStub(operation, context);
      const { identifier } = context.names.operation(operation);
      return HANDLERS[context.options.framework](identifier, own.verb, new Name(own.resource.variable));
    },
  };
}

function dataFolder({ options }: EmitContext): string {
  return options.flat ? './data' : '../data';
}

/** What is asked of the queries, on the framework's request. */
function call(verb: Verb, queries: Name, request: Code): Code {
  switch (verb) {
    case 'list': return code`${queries}.list(${request}query)`;
    case 'create': return code`${queries}.create(${request}body)`;
    case 'get': return code`${queries}.get(${request}params)`;
    case 'replace': return code`${queries}.replace(${request}params, ${request}body)`;
    case 'update': return code`${queries}.update(${request}params, ${request}body)`;
    case 'delete': return code`${queries}.remove(${request}params)`;
  }
}

type Print = (identifier: string, verb: Verb, queries: Name) => Code;

const head = (identifier: string): Code => code`export const ${new Name(identifier)}: Operations[${identifier}] = async`;

const HANDLERS: Readonly<Record<Framework, Print>> = {
  express: (identifier, verb, queries) => {
    const asked = code`await ${call(verb, queries, code`req.`)}`;
    const body = verb === 'delete' ? code`${asked};\nres.status(204).end();` : code`res.status(${verb === 'create' ? 201 : 200}).json(${asked});`;
    return code`${head(identifier)} (req, res) => {
  ${body}
};`;
  },
  fastify: (identifier, verb, queries) => {
    const asked = code`await ${call(verb, queries, code`request.`)}`;
    const body = verb === 'delete' ? code`${asked};\nreturn reply.code(204).send();` : code`return reply.code(${verb === 'create' ? 201 : 200}).send(${asked});`;
    return code`${head(identifier)} (request, reply) => {
  ${body}
};`;
  },
  koa: (identifier, verb, queries) => {
    const query = { list: code`ctx.`, get: code`ctx.`, delete: code`ctx.` }[verb as string];
    const asked = query ? call(verb, queries, query) : verb === 'create' ? code`${queries}.create(ctx.request.body)` : code`${queries}.${new Name(verb)}(ctx.params, ctx.request.body)`;
    const body = verb === 'delete' ? code`await ${asked};\nctx.body = null;\nctx.status = 204;` : code`ctx.body = await ${asked};\nctx.status = ${verb === 'create' ? 201 : 200};`;
    return code`${head(identifier)} (ctx) => {
  ${body}
};`;
  },
  nest: (identifier, verb, queries) => {
    const asked = call(verb, queries, code`request.`);
    const body = verb === 'delete' ? code`await ${asked};` : code`return ${asked};`;
    return code`async ${new Name(nestMethod(identifier))}(request: RequestOf<${identifier}>, _reply: ReplyOf<${identifier}>): Promise<ResultOf<${identifier}>> {
  ${body}
}`;
  },
};
