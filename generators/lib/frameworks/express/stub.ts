import { code, Code, join, lit } from '../../code';
import type { ExampleReply } from '../../emit/context';
import type { StubDialect } from '../shared/handler-stub';
import { isJson, textOf } from '../shared/handler-stub';

/** `res.status(201).json(…)`. An example is right by its schema, which TypeScript cannot always see. */
export const expressStub: StubDialect = {
  parameters: new Code('(_req, res)'),
  reply({ status, mediaType, value, headers = {} }: ExampleReply) {
    const head = join([code`res.status(${status})`, ...Object.entries(headers).map(([name, text]) => code`.set(${name}, ${text})`)], '');
    if (mediaType === undefined) return code`${head}.end();`;
    if (isJson(mediaType)) {
      const typed = mediaType === 'application/json' ? code`` : code`.type(${mediaType})`;
      return code`${head}${typed}.json(${lit(value)} as never);`;
    }
    return code`${head}.type(${mediaType}).send(${textOf(value)} as never);`;
  },
};
