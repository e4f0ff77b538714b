import type { Code, File } from '../code';
import type { EmitContext } from '../emit/context';
import type { Operation } from '../model';
import { koaStub } from './koa/stub';
import { authenticatorsFile } from './shared/authenticators-file';
import { errorsFile } from './shared/errors-file';
import * as stubs from './shared/handler-stub';
import { routerFile } from './shared/router-file';
import type { RouterDialect } from './shared/router-file';
import { runtimeFiles } from './shared/runtime-files';
import { securitySchemesFile } from './shared/security-schemes';

export { authenticatorsFile, errorsFile };

const CONTEXT = { name: 'Context', from: 'koa' };

const DIALECT: RouterDialect = {
  framework: 'Koa',
  runtime: 'koa',
  app: { name: 'KoaApp', from: '../middleware/validators/runtime/http/koa' },
  request: CONTEXT,
  syntax: 'path-to-regexp-8',
  methods: new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']),
};

/** Generated files of a Koa API: routes/index.ts, the security schemes' table, the HTTP runtime. */
export function emitKoa(context: EmitContext): File[] {
  return [routerFile(DIALECT, context), securitySchemesFile(CONTEXT, context), ...runtimeFiles(['koa', 'koa-types'], context)];
}

/** The unwritten handler of an operation, as an exported const. */
export function handlerStub(operation: Operation, context: EmitContext): Code {
  return stubs.handlerStub(operation, koaStub, context);
}

/** Imports at the top of a handler file. */
export function handlerFileHeader(context: EmitContext): Code {
  return stubs.handlerFileHeader(context);
}
