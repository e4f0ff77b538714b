import { code, type Code, type File, Imports, lit, member, Name, nothing } from '../../code';
import { generatedFile, type EmitContext } from '../../emit/context';
import type { Operation } from '../../model';
import { conditionsOf, repliesOf } from '../shared/router-file';
import { HTTP_RUNTIME } from '../shared/runtime-files';
import { SECURITY_MODULE, securityOf } from '../shared/security-schemes';
import { PLAIN_SCHEMAS_MODULE } from './emit-plain-schemas';
import { SERIALIZERS_MODULE, type EmittedSerializers } from './emit-serializers';
import { routePath } from '../shared/find-my-way-path';

/** `routes/index.ts`: the table of routes, `registerRoutes` and a plugin that does the same. */
export function emitIndex(reachable: readonly Operation[], serializers: EmittedSerializers, context: EmitContext): File {
  const { api, names, options } = context;
  const imports = new Imports(options.importExtension);
  const instance = imports.type('FastifyInstance', 'fastify');
  const plugin = imports.type('FastifyPluginAsync', 'fastify');
  const registerApi = imports.value('registerApi', `../${HTTP_RUNTIME}/fastify`);
  const serverOptions = imports.value('serverOptions', `../${HTTP_RUNTIME}/fastify-server`);
  const apiType = imports.type('FastifyApi', `../${HTTP_RUNTIME}/fastify-route`);
  const optionsType = imports.type('FastifyOptions', `../${HTTP_RUNTIME}/fastify-route`);
  const schemes = imports.value('schemes', `../${SECURITY_MODULE}`);
  const authenticators = imports.type('Authenticators', `../${SECURITY_MODULE}`);
  imports.value('authenticators', '../middleware/authenticators', 'ownAuthenticators');
  const errorBody = imports.value('errorBody', '../middleware/errors');
  const handlers = imports.type('Operations', '../types/operations');
  if (reachable.length > 0) imports.value('validators', '../middleware/validators');
  if (serializers.operations.size > 0) imports.value('serializers', `../${SERIALIZERS_MODULE}`);
  for (const { file, identifier } of names.handlerFiles) imports.star(identifier, `./${file}`);
  const plainSchemas = lit(imports.specifier(`../${PLAIN_SCHEMAS_MODULE}`));

  const rows = reachable.map((operation) => row(operation, serializers.operations.has(operation), context));
  const own = api.operations.map((operation) => handlerOf(operation, context));
  const body = code`${imports.print()}

/** What \`registerRoutes\` takes beside the application. */
export interface Setup {
  /** Instead of the handlers in the files beside this one. */
  handlers?: Partial<${handlers}>;
  /** Instead of those in middleware/authenticators. */
  authenticators?: Partial<${authenticators}>;
  options?: ${optionsType};
}

/** The handlers in the files beside this one. */
const operations: ${handlers} = {
  ${own}
};

const api: ${apiType} = {
  basePaths: ${lit(api.basePaths.slice(0, 1))},
  ${schemes},
  ${errorBody},
  exposed: () => import(${plainSchemas}).then((module) => module.plainSchemas),
  routes: [
    ${rows}
  ],
};

/**
 * Registers every operation of the API in a plugin of its own: nothing of it reaches the rest of
 * the application. Await it, or let \`app.ready()\` do.
 */
export function registerRoutes(app: ${instance}<any, any, any, any, any>, { handlers = {}, authenticators = {}, options = {} }: Setup = {}): PromiseLike<undefined> {
  return ${registerApi}(app, api, { handlers: { ...operations, ...handlers }, authenticators: { ...ownAuthenticators, ...authenticators }, options });
}

/** The same as a plugin: \`await app.register(routesPlugin, { options: { … } })\`. */
export const routesPlugin: ${plugin}<Setup> = async (app, setup) => {
  await registerRoutes(app, setup);
};

/**
 * Options for \`Fastify(fastifyOptions)\` that only a whole server can have: paths that are not
 * percent-encoded UTF-8 are answered in the API's envelope, and path variables may be long.
 */
export const fastifyOptions = ${serverOptions}(api);
`;
  return generatedFile('routes/index.ts', body.text, context);
}

/** One operation of the table. */
function row(operation: Operation, serialized: boolean, { names }: EmitContext): Code {
  const { identifier, handlerFile } = names.operation(operation);
  const { url, documented } = routePath(operation.path);
  const produces = repliesOf(operation);
  const security = securityOf(operation);
  const facts = [
    code`operation: ${identifier}, method: ${operation.method.toUpperCase()}, path: ${operation.path.text}, url: ${url}, module: validators${member(identifier)}`,
    documented === undefined ? nothing : code`documented: ${documented}`,
    operation.path.query ? code`query: ${conditionsOf(operation.path.query)}` : nothing,
    operation.basePaths ? code`basePaths: ${lit(operation.basePaths.slice(0, 1))}` : nothing,
    produces.length > 0 ? code`produces: ${lit(produces)}` : nothing,
    security.isEmpty ? nothing : code`security: ${security}`,
    serialized ? code`serializers: serializers${member(handlerFile)}` : nothing,
  ];
  return code`{ ${joinFacts(facts)} },`;
}

function joinFacts(facts: readonly Code[]): Code {
  return facts.filter((fact) => !fact.isEmpty).reduce((all, fact) => code`${all}, ${fact}`);
}

function handlerOf(operation: Operation, { names }: EmitContext): Code {
  const { identifier, handlerFile } = names.operation(operation);
  const file = names.handlerFiles.find((known) => known.file === handlerFile)!;
  return code`${new Name(identifier)}: ${new Name(file.identifier)}${member(identifier)},`;
}
