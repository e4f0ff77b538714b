import { code, Imports, join, Name } from '../code';
import type { Code } from '../code';
import type { EmitContext } from '../emit/context';
import { nestMethod, nestNames } from '../names/nest-names';

/** What Nest's controllers and services name of an operation's type, and an interface for each service. */
export function nestTypes({ api, names }: EmitContext, imports: Imports): Code {
  const exchange = imports.type('Exchange', '../middleware/validators/runtime/http/nest-exchange');
  const services = names.handlerFiles.map((tag) => {
    const own = api.operations.map((operation) => names.operation(operation)).filter(({ handlerFile }) => handlerFile === tag.file);
    const members = own.map(({ identifier }) => code`${new Name(nestMethod(identifier))}: Operations[${identifier}];`);
    return code`/** What ${new Name(nestNames(tag).service)} has to have. */
export interface ${new Name(nestNames(tag).operations)} {
  ${join(members)}
}`;
  });
  const head = code`/** The decoded, validated request of an operation. */
export type RequestOf<Name extends keyof Operations> = Parameters<Operations[Name]>[0];

/** Chooses another reply than a body of the operation's first success: \`return reply.status(404).send(…)\`. */
export type ReplyOf<Name extends keyof Operations> = Parameters<Operations[Name]>[1];

/** What an operation's method may return. */
export type ResultOf<Name extends keyof Operations> = Awaited<ReturnType<Operations[Name]>>;

/** A request on its way through an operation's controller. */
export type ExchangeOf<Name extends keyof Operations> = ${exchange}<RequestOf<Name>, ReplyOf<Name>>;`;
  return join([head, ...services], '\n\n');
}
