import type { Exchange } from '../http/exchange';
import { externalPath } from '../values/inspect';
import { plainText } from '../schemas/chain';
import { propertyOf } from '../schemas/object-entries';
import type { Decoration } from './decorators';

const BINARY = { type: 'string', format: 'binary' };

/** Files that interceptors of @nestjs/platform-express take out of a multipart body. */
export function interceptorFiles(decorations: readonly Decoration[], exchange: Exchange): void {
  for (const value of decorations.filter((one) => one.name === 'UseInterceptors').flatMap((one) => one.args)) {
    if (value.kind !== 'external') continue;
    const name = externalPath(value).at(-1) ?? '';
    const [first] = value.args ?? [];
    if (!/File(s|Fields)?Interceptor$/.test(name)) continue;
    exchange.consumes.add('multipart/form-data');
    const field = plainText(first);
    if (name === 'FileInterceptor' && field !== undefined) exchange.reads.file.child(field).claim({ schema: BINARY, certain: true });
    if (name === 'FilesInterceptor' && field !== undefined) exchange.reads.file.child(field).claim({ schema: { type: 'array', items: BINARY }, certain: true });
    if (name === 'FileFieldsInterceptor') {
      for (const item of first?.kind === 'array' ? first.items : []) {
        const own = plainText(propertyOf(item, 'name'));
        if (own !== undefined) exchange.reads.file.child(own).claim({ schema: { type: 'array', items: BINARY }, certain: true });
      }
    }
  }
}
