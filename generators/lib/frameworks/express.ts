import type { Code, File } from '../code';
import type { EmitContext } from '../emit/context';
import type { Operation } from '../model';
import { expressStub } from './express/stub';
import { authenticatorsFile } from './shared/authenticators-file';
import { errorsFile } from './shared/errors-file';
import * as stubs from './shared/handler-stub';
import { routerFile } from './shared/router-file';
import type { RouterDialect } from './shared/router-file';
import { runtimeFiles } from './shared/runtime-files';
import { securitySchemesFile } from './shared/security-schemes';

export { authenticatorsFile, errorsFile };

const REQUEST = { name: 'Request', from: 'express' };

/** Generated files of an Express API: routes/index.ts, the security schemes' table, the HTTP runtime. */
export function emitExpress(context: EmitContext): File[] {
  const dialect: RouterDialect = {
    framework: 'Express',
    runtime: 'express',
    app: { name: 'IRouter', from: 'express' },
    request: REQUEST,
    syntax: context.options.frameworkMajor < 5 ? 'path-to-regexp-0.1' : 'path-to-regexp-8',
    methods: new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']),
  };
  return [routerFile(dialect, context), securitySchemesFile(REQUEST, context), ...runtimeFiles(['express', 'express-types'], context)];
}

/** The unwritten handler of an operation, as an exported const. */
export function handlerStub(operation: Operation, context: EmitContext): Code {
  return stubs.handlerStub(operation, expressStub, context);
}

/** Imports at the top of a handler file. */
export function handlerFileHeader(context: EmitContext): Code {
  return stubs.handlerFileHeader(context);
}
