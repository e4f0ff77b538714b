import { code, Code, Imports, join, key, lit, member, Name, nothing } from '../../code';
import type { File } from '../../code';
import type { EmitContext } from '../../emit/context';
import { generatedFile } from '../../emit/context';
import type { Operation, PathTemplate } from '../../model';
import { orderOperations } from './order-operations';
import type { PathSyntax } from './route-path';
import { routePath } from './route-path';
import { securityOf } from './security-schemes';

/** What differs between frameworks whose routers take one line per route. */
export interface RouterDialect {
  readonly framework: 'Express' | 'Koa';
  /** Stem of the runtime module that exports `createApi`. */
  readonly runtime: string;
  /** Type of what routes are mounted on. */
  readonly app: { readonly name: string; readonly from: string };
  /** Type of what `onError` is told. */
  readonly request: { readonly name: string; readonly from: string };
  readonly syntax: PathSyntax;
  /** Methods that are members of the router's type. */
  readonly methods: ReadonlySet<string>;
}

/** `routes/index.ts`: registerRoutes, one line per operation. */
export function routerFile(dialect: RouterDialect, context: EmitContext): File {
  const { api, names, options } = context;
  const imports = new Imports(options.importExtension);
  const createApi = imports.value('createApi', `../middleware/validators/runtime/http/${dialect.runtime}`);
  imports.type('Options', '../middleware/validators/runtime/http/options');
  imports.value('schemes', '../middleware/validators/runtime/security-schemes');
  imports.type('Authenticators', '../middleware/validators/runtime/security-schemes');
  imports.value('authenticators', '../middleware/authenticators', 'ownAuthenticators');
  imports.value('errorBody', '../middleware/errors');
  imports.type('Operations', '../types/operations');
  const empty = api.operations.length === 0;
  if (!empty) imports.value('validators', '../middleware/validators');
  const app = imports.type(dialect.app.name, dialect.app.from);
  const request = imports.type(dialect.request.name, dialect.request.from);
  for (const { file, identifier } of names.handlerFiles) imports.star(identifier, `./${file}`);

  const body = code`${imports.print()}

/** What \`registerRoutes\` takes beside the application. */
export interface Setup {
  /** Instead of the handlers in the files beside this one. */
  handlers?: Partial<Operations>;
  /** Instead of those in middleware/authenticators. */
  authenticators?: Partial<Authenticators>;
  options?: Options<${request}>;
}

/** Mounts every operation of the API. */
export function registerRoutes(app: ${app}, { ${empty ? nothing : code`handlers = {}, `}authenticators = {}, options = {} }: Setup = {}): void {
  const api = ${createApi}({ schemes, authenticators: { ...ownAuthenticators, ...authenticators }, errorBody, options }, ${lit(api.basePaths.slice(0, 1))});
  ${empty ? nothing : code`const { operation } = api;`}

  ${join(routers(dialect, context), '\n\n')}

  api.mount(app);
}
`;
  return generatedFile('routes/index.ts', body.text, context);
}

/**
 * One router for the API's base path, one more for each other base path operations have. Routes stand
 * in one order all the same: where `options.basePath` is given, all routers are one.
 */
function routers(dialect: RouterDialect, context: EmitContext): Code[] {
  const names = new Map<string | undefined, Name>();
  const declarations: Code[] = [];
  const routes = orderOperations(context.api.operations).map((operation) => {
    const base = operation.basePaths?.[0];
    let router = names.get(base);
    if (!router) {
      names.set(base, (router = new Name(names.size === 0 ? 'router' : `router${names.size + 1}`)));
      declarations.push(code`const ${router} = api.router(${base === undefined ? nothing : lit([base])});`);
    }
    return route(router, operation, dialect, context);
  });
  return declarations.length === 0 ? [] : [code`${declarations}`, code`${routes}`];
}

function route(router: Name, operation: Operation, dialect: RouterDialect, { names }: EmitContext): Code {
  const { identifier, handlerFile } = names.operation(operation);
  const own = names.handlerFiles.find(({ file }) => file === handlerFile)!.identifier;
  const access = member(identifier);
  const facts = factsOf(operation);
  const handler = code`operation(${identifier}, handlers${access} ?? ${new Name(own)}${access}, validators${access}${facts})`;
  const path = routePath(operation.path, dialect.syntax);
  if (dialect.methods.has(operation.method)) return code`${router}${member(operation.method)}(${path}, ${handler});`;
  return code`api.method(${router}, ${operation.method}, ${path}, ${handler});`;
}

/** The last argument, with its comma; nothing when there is nothing to say. */
function factsOf(operation: Operation): Code {
  const produces = repliesOf(operation);
  const security = securityOf(operation);
  const members: Code[] = [];
  if (produces.length > 0) members.push(code`${key('produces')}: ${lit(produces)}`);
  if (!security.isEmpty) members.push(code`${key('security')}: ${security}`);
  if (operation.path.query) members.push(code`${key('query')}: ${conditionsOf(operation.path.query)}`);
  return members.length === 0 ? nothing : code`, { ${join(members, ', ')} }`;
}

/** Pairs that a request's query must have: `[['beta', 'true']]`. */
export function conditionsOf(query: NonNullable<PathTemplate['query']>): Code {
  return lit(query.map(({ name, value }) => [name, value]));
}

/** Media types of the replies a client asks for: errors have the API's own, whatever it accepts. */
export function repliesOf(operation: Operation): string[] {
  const wanted = operation.responses.filter(({ status }) => /^[23]/.test(status));
  const replies = wanted.length > 0 ? wanted : operation.responses.filter(({ status }) => status === 'default');
  return [...new Set(replies.flatMap(({ content }) => content.map(({ mediaType }) => mediaType.split(';')[0]!.trim())))];
}
