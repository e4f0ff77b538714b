import { code } from '../../code';
import type { Code } from '../../code';
import type { Operation } from '../../model';
import type { ModuleScope } from '../module-scope';
import type { ValidatorSource, Writing } from './context';
import { emitCookies } from './emit-cookie';
import { emitHeaders } from './emit-header';
import { emitPath } from './emit-path';
import { emitQuery } from './emit-query';

/**
 * The decoder of an operation's parameters, declared in `scope`: a function of type
 * `DecodeParameters` that reads the raw request by the styles of OpenAPI 3.2 §4.12.6, coerces by
 * declared type only, fills in defaults and validates. Null when the operation has no parameters.
 */
export function emitParameterDecoder(operation: Operation, compiler: ValidatorSource, scope: ModuleScope): Code | null {
  if (operation.parameters.length === 0) return null;
  const writing: Writing = { document: compiler.document, compiler, scope };
  return scope.function('decodeParameters', (name) => {
    // Local variables get their names here too, so none of them hides a validator of that name.
    const [request, path, query, headers, cookies] = ['request', 'path', 'query', 'headers', 'cookies'].map((n) => scope.name(n));
    const record = code`Record<string, unknown>`;
    const parts = [
      emitPath(operation, request!, path!, writing),
      emitQuery(operation, request!, query!, writing),
      emitHeaders(operation, request!, headers!, writing),
      emitCookies(operation, request!, cookies!, writing),
    ];
    const type = (exported: string) => scope.runtimeType(exported);
    return code`function ${name}(${request!}: ${type('RawRequest')}, faults: ${type('ParameterFault')}[]): ${type('DecodedParameters')} {
  const ${path!}: ${record} = {};
  const ${query!}: ${record} = {};
  const ${headers!}: ${record} = {};
  const ${cookies!}: ${record} = {};
  ${parts}
  return { path: ${path!}, query: ${query!}, headers: ${headers!}, cookies: ${cookies!} };
}`;
  });
}

