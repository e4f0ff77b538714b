import { code, Code, doc, Imports, join, lit, Name } from '../code';
import type { File } from '../code';
import { operationTitle, workingOn } from '../diagnostics';
import { generatedFile } from '../emit/context';
import type { EmitContext, Framework } from '../emit/context';
import type { Operation } from '../model';
import { MarkedSchemas } from './marked-schemas';
import { nestTypes } from './nest-types';
import { otherMethodKey } from './prepare/operations';
import { repliesType } from './reply-type';
import { lastSegment, requestType } from './request-type';

const HANDLERS: Record<Framework, string> = { express: 'ExpressHandler', fastify: 'FastifyHandler', koa: 'KoaHandler', nest: 'NestHandler' };
const PRINTED_METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** `types/operations.ts`: one handler type per operation, made of the types in `types/openapi.ts`. */
export function emitOperationTypes(context: EmitContext): File {
  const { api, names, options } = context;
  const imports = new Imports(options.importExtension);
  const helpers = `../middleware/validators/runtime/http/${options.framework}-types`;
  const marked = new MarkedSchemas(api.document);
  const members = api.operations.map((operation) => {
    const typing = {
      operation, marked,
      document: api.document,
      type: () => operationType(operation, imports),
      helper: (name: string) => imports.type(name, helpers),
      readable: () => imports.type('Readable', 'node:stream'),
    };
    return workingOn(() => operationTitle(operation), () => code`${description(operation)}
${new Name(names.operation(operation).identifier)}: ${imports.type(HANDLERS[options.framework], helpers)}<${requestType(typing)}, ${repliesType(typing)}>;`);
  });
  const body = code`/** The type of each operation's handler, by its name. */
export interface Operations {
  ${join(members, '\n\n')}
}`;
  const more = options.framework === 'nest' ? [nestTypes(context, imports)] : [];
  const text = code`${imports.print()}

${join([body, ...more], '\n\n')}`;
  return generatedFile('types/operations.ts', text.text, context);
}

function operationType({ method, pointer }: Operation, imports: Imports): Code {
  const path = writtenPath(pointer);
  if (PRINTED_METHODS.has(method)) return code`${imports.type('paths', './openapi')}[${lit(path)}][${method}]`;
  return code`${imports.type('components', './openapi')}['pathItems'][${otherMethodKey(method, path)}]['get']`;
}

/** The path as the document has it, which may end in `?beta=true` or, to be told from another, in `#byName`. */
function writtenPath(pointer: string): string {
  return lastSegment(pointer.split('/').slice(0, 3).join('/'));
}

function description(operation: Operation): Code {
  return doc(
    operation.summary,
    operation.description === operation.summary ? undefined : operation.description,
    `\`${operation.method.toUpperCase()} ${operation.path.text}\``,
    operation.deprecated ? '@deprecated' : undefined,
  );
}
