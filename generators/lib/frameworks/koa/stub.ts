import { code, Code, join, lit } from '../../code';
import type { ExampleReply } from '../../emit/context';
import type { StubDialect } from '../shared/handler-stub';
import { isJson, textOf } from '../shared/handler-stub';

/** `ctx.status = 201; ctx.body = …`. An example is right by its schema, which TypeScript cannot always see. */
export const koaStub: StubDialect = {
  parameters: new Code('(ctx)'),
  reply({ status, mediaType, value, headers = {} }: ExampleReply) {
    const head = join(Object.entries(headers).map(([name, text]) => code`ctx.set(${name}, ${text});\n`), '');
    if (mediaType === undefined) {
      // In this order: a null body makes the status 204.
      return code`${head}ctx.body = null;
ctx.status = ${status};`;
    }
    const json = isJson(mediaType);
    // A string, number, boolean or null would be sent as text, or as nothing.
    const body = json && typeof value === 'object' && value !== null ? lit(value) : json ? lit(JSON.stringify(value)) : textOf(value);
    return code`${head}ctx.status = ${status};
ctx.type = ${mediaType};
ctx.body = ${body} as never;`;
  },
};
