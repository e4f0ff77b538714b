import { code, doc, lit, Name } from '../../code';
import type { Code } from '../../code';
import type { EmitContext, ExampleReply } from '../../emit/context';
import type { Operation } from '../../model';

/** How a framework's handler replies. */
export interface StubDialect {
  /** Parameters of a handler that replies: `(_req, res)`. */
  readonly parameters: Code;
  /** Statements that send a reply. */
  reply(reply: ExampleReply): Code;
}

/**
 * An unwritten handler: it answers 501, or the document's example.
 * Source: design 1.2, `export const createUser: Operations['createUser'] = …`
 */
export function handlerStub(operation: Operation, dialect: StubDialect, context: EmitContext): Code {
  const { identifier } = context.names.operation(operation);
  const comment = doc(operation.summary ?? operation.description, operation.deprecated ? '@deprecated' : undefined);
  const reply = context.options.stubs === 'example' ? context.exampleReply?.(operation) : undefined;
  const head = code`export const ${new Name(identifier)}: Operations[${identifier}] = async`;
  const handler = reply
    ? code`${head} ${dialect.parameters} => {
  ${dialect.reply(reply)}
};`
    : code`${head} () => {
  throw notImplemented(${identifier});
};`;
  return comment.isEmpty ? handler : code`${comment}
${handler}`;
}

/** Imports of a handler file. */
export function handlerFileHeader({ options }: EmitContext): Code {
  return code`import { notImplemented } from ${`../middleware/errors${options.importExtension}`};
import type { Operations } from ${`../types/operations${options.importExtension}`};`;
}

/** Whether a media type's body is JSON. */
export function isJson(mediaType: string): boolean {
  return /[/+]json$/.test(mediaType.split(';')[0]!.trim());
}

/** The example's bytes or text: strings as they are, anything else as JSON. */
export function textOf(value: unknown): Code {
  return lit(typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));
}
