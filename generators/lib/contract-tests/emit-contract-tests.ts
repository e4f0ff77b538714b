import { code, Code, join, key, lit, Name } from '../code';
import type { File } from '../code';
import { generatedFile } from '../emit/context';
import type { EmitContext } from '../emit/context';
import type { SerializedRequest } from '../examples/serialize-request';
import type { Operation } from '../model';
import { ModuleScope } from '../validation/module-scope';
import { exampleCredentials } from './credentials';
import { emitServer } from './emit-server';

/** A valid request of an operation; undefined when none could be built. */
export type RequestOf = (operation: Operation) => SerializedRequest | undefined;

/**
 * Writes the contract tests of `--tests`: one Jest test per operation, one file per handler file.
 * Each sends a valid request and expects a documented status whose body satisfies its schema.
 * They pass on `--stubs=example` and keep telling the truth when handlers are written.
 */
export function emitContractTests(context: EmitContext, requestOf: RequestOf): File[] {
  return context.names.handlerFiles.map(({ file, tag }) => {
    const path = `routes/${file}.contract.spec`;
    const operations = context.api.operations.filter((operation) => context.names.operation(operation).handlerFile === file);
    const scope = new ModuleScope(context.options.importExtension, context.options.flat ? `${file}.contract.spec` : path);
    scope.add(suite(tag ?? file, operations, context, requestOf, scope));
    return generatedFile(`${path}.ts`, scope.print().text, context);
  });
}

function suite(title: string, operations: readonly Operation[], context: EmitContext, requestOf: RequestOf, scope: ModuleScope): Code {
  const call = scope.use('call', 'middleware/validators/runtime/http/contract');
  const validators = scope.use('validators', 'middleware/validators');
  const tests = operations.map((operation) => {
    const { identifier } = context.names.operation(operation);
    const name = `${identifier}: ${operation.method.toUpperCase()} ${operation.path.text}`;
    const request = requestOf(operation);
    if (request === undefined) return code`test.todo(${`${name} (no valid example could be built)`});`;
    return code`test(${name}, async () => {
  const reply = await ${call}(server.url, ${validators}.${new Name(identifier)}, ${requestLiteral(withCredentials(operation, request, context))});
  expect(reply.problems).toEqual([]);
});`;
  });
  return code`describe(${title}, () => {
  let server: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());

  ${join(tests, '\n\n')}
});

${emitServer(context, scope)}`;
}

function requestLiteral(request: SerializedRequest): Code {
  const fields = Object.entries(request).map(([name, value]) => code`${key(name)}: ${lit(value)},`);
  return code`{
  ${join(fields)}
}`;
}

function withCredentials(operation: Operation, request: SerializedRequest, { api }: EmitContext): SerializedRequest {
  const { headers, query, cookies } = exampleCredentials(operation, api);
  const cookie = [request.headers['cookie'], ...cookies].filter((text) => text !== undefined).join('; ');
  const base = (operation.basePaths ?? api.basePaths)[0] ?? '';
  // Trello declares its key as a parameter of every operation too: it is sent once, as the parameter wants it.
  const pairs = query.filter((pair) => !new URLSearchParams(request.target.split('?')[1]).has(decodeURIComponent(pair.split('=')[0]!)));
  const target = pairs.length === 0 ? request.target : `${request.target}${request.target.includes('?') ? '&' : '?'}${pairs.join('&')}`;
  return { ...request, target: base + target, headers: { ...headers, ...request.headers, ...(cookie === '' ? {} : { cookie }) } };
}
