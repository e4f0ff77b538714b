import { code, doc, Imports, join, key, lit, member, Name, nothing } from '../../code';
import type { Code, File } from '../../code';
import type { EmitContext } from '../../emit/context';
import { generatedFile } from '../../emit/context';
import type { Operation } from '../../model';
import { nestMethod, nestNames } from '../../names/nest-names';
import { routePath as fastifyPath } from '../shared/find-my-way-path';
import { routePath } from '../shared/route-path';
import { conditionsOf, repliesOf } from '../shared/router-file';
import { HTTP_RUNTIME } from '../shared/runtime-files';
import { securityOf } from '../shared/security-schemes';
import { up } from './up';
import { DOCUMENTATION } from './emit-documentation';
import { replyTypes } from './reply-types';
import { operationDecorators } from './swagger-decorators';
import type { SwaggerNames } from './swagger-decorators';
import { DECORATORS } from './routed-operations';

/** `routes/users.controller.ts`: the routes of one tag, each handed on to the service. */
export function emitController(tag: { readonly file: string; readonly identifier: string }, routed: ReadonlyMap<Operation, number>, context: EmitContext): File {
  const { names, options } = context;
  const imports = new Imports(options.importExtension);
  const nest = (name: string): Name => imports.value(name, '@nestjs/common');
  const runtime = (name: string, module: string): Name => imports.value(name, `${up(context)}/${HTTP_RUNTIME}/${module}`);
  const { controller, service } = nestNames(tag);
  imports.value(service, `./${tag.file}.service`);
  const own = [...routed].filter(([operation]) => names.operation(operation).handlerFile === tag.file);
  const swagger = options.swagger ? swaggerNames(imports, context) : undefined;
  const tagName = own.map(([operation]) => operation.tag).find((name) => name !== undefined);
  const methods = own.map(([operation, rank]) => method(operation, rank, { nest, runtime, imports, context, documented: swagger ? operationDecorators(operation, tagName, baseOf(operation, context), context, swagger) : [] }));
  const head = code`${swagger ? controllerDecorators(tagName, imports, swagger, context) : nothing}
@${nest('Controller')}()
@${nest('UseGuards')}(${runtime('SecurityGuard', 'nest-guard')})
@${nest('UseFilters')}(${runtime('ApiExceptionFilter', 'nest-filter')})
export class ${new Name(controller)} {
  private readonly _service: ${new Name(service)};

  constructor(@${nest('Inject')}(${new Name(service)}) service: ${new Name(service)}) {
    this._service = service;
  }

  ${join(methods, '\n\n')}
}`;
  return generatedFile(`routes/${tag.file}.controller.ts`, code`${imports.print()}

${head}
`.text, context);
}

interface Writing {
  readonly nest: (name: string) => Name;
  readonly runtime: (name: string, module: string) => Name;
  readonly imports: Imports;
  readonly context: EmitContext;
  /** Decorators of @nestjs/swagger. */
  readonly documented: readonly Code[];
}

function method(operation: Operation, rank: number, { nest, runtime, imports, context, documented }: Writing): Code {
  const { identifier } = context.names.operation(operation);
  const base = baseOf(operation, context);
  const path = registered(base, routePath(operation.path, 'path-to-regexp-8'));
  const pipe = runtime(context.options.validator === 'compiled' ? 'CompiledValidationPipe' : 'DtoValidationPipe', 'nest-pipe');
  const exchange = imports.type('ExchangeOf', `${up(context)}/types/operations`);
  const name = new Name(nestMethod(identifier));
  return code`${doc(operation.summary ?? operation.description, operation.deprecated ? '@deprecated' : undefined)}
@${nest(DECORATORS.get(operation.method)!)}(${path})
${documented}
@${runtime('Operation', 'nest-operation')}({
  ${facts(operation, rank, base, imports, context)}
})
async ${name}(@${runtime('Incoming', 'nest-pipe')}(${pipe}) exchange: ${exchange}<${identifier}>): Promise<unknown> {
  return exchange.finish(await this._service.${name}(exchange.request, exchange.reply));
}`;
}

function swaggerNames(imports: Imports, context: EmitContext): SwaggerNames {
  return {
    swagger: (name) => imports.value(name, '@nestjs/swagger'),
    runtime: (name) => imports.value(name, `${up(context)}/${HTTP_RUNTIME}/nest-swagger`),
  };
}

function controllerDecorators(tag: string | undefined, imports: Imports, { swagger }: SwaggerNames, context: EmitContext): Code {
  const models = imports.value('models', `${up(context)}/${DOCUMENTATION}`);
  return join([tag === undefined ? nothing : code`@${swagger('ApiTags')}(${tag})`, code`@${swagger('ApiExtraModels')}(...${models})`]);
}

function facts(operation: Operation, rank: number, base: string, imports: Imports, context: EmitContext): Code {
  const { identifier } = context.names.operation(operation);
  const onFastify = registered(base.replace(/:/g, '::'), fastifyPath(operation.path).url);
  const produces = repliesOf(operation);
  const security = securityOf(operation);
  const types = replyTypes(operation);
  const members: [string, Code][] = [
    ['name', lit(identifier)],
    ['method', lit(operation.method.toUpperCase())],
    ['path', lit(base + operation.path.text)],
    ...(base === '' ? [] : [['base', lit(base)] as [string, Code]]),
    ['fastifyPath', lit(onFastify)],
    ['rank', lit(rank)],
    ['status', lit(implicitStatus(operation))],
    ...(operation.path.query ? [['query', conditionsOf(operation.path.query)] as [string, Code]] : []),
    ...(produces.length > 0 ? [['produces', lit(produces)] as [string, Code]] : []),
    ...(security.isEmpty ? [] : [['security', security] as [string, Code]]),
    ...(types === undefined ? [] : [['replyTypes', lit(types)] as [string, Code]]),
    ['module', code`${imports.value('validators', `${up(context)}/middleware/validators`)}${member(identifier)}`],
  ];
  return join(members.map(([name, value]) => code`${key(name)}: ${value},`)) ?? nothing;
}

/** Where an operation is mounted. */
function baseOf(operation: Operation, { api }: EmitContext): string {
  return (operation.basePaths ?? api.basePaths)[0] ?? '';
}

/** A path as Nest is to be told it: it takes one slash off the end, and would make a trailing one of the document's its own. */
function registered(base: string, path: string): string {
  const whole = base + path;
  return whole !== '/' && whole.endsWith('/') ? `${whole}/` : whole;
}

/** The status of a result that is returned as it is: the first success the document declares, as the types have it. */
function implicitStatus({ responses }: Operation): number {
  const known = [200, 201, 202, 203, 204, 205, 206, 207, 208, 226];
  return known.find((status) => responses.some((response) => response.status === String(status))) ?? 200;
}
