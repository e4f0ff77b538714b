/**
 * An OpenAPI 3.1 document with `texts[i]` in every place where a document can hold free text.
 * Given texts of equal length it always has the same structure.
 */
export function buildDocument(texts: readonly string[]): Record<string, unknown> {
  const paths: Record<string, unknown> = {};
  const schemas: [string, unknown][] = [];
  const securitySchemes: [string, unknown][] = [];
  texts.forEach((text, i) => {
    // A lone surrogate cannot be written in a `$ref` URI.
    const schemaName = `${text.toWellFormed()}#${i}`;
    schemas.push([schemaName, schemaOf(text, i)]);
    securitySchemes.push([`${text}#${i}`, { type: 'apiKey', in: 'header', name: `x-key-${i}`, description: text }]);
    paths[`/item${i}/${pathLiteral(text)}/{id}`] = {
      summary: text,
      post: {
        operationId: `${text}#${i}`,
        tags: [`${text}#${i}`],
        summary: text,
        description: `${text}\n\n${text}`,
        security: [{ [`${text}#${i}`]: [] }],
        parameters: [
          { name: 'id', in: 'path', required: true, description: text, schema: { type: 'string' } },
          { name: `${text}#q`, in: 'query', description: text, schema: { type: 'string', enum: [text, 'other'], default: text } },
          { name: `x-${i}`, in: 'header', schema: { type: 'string', const: text } },
          { name: `cookie${i}`, in: 'cookie', schema: { type: 'string', title: text } },
        ],
        requestBody: {
          description: text,
          required: true,
          content: { 'application/json': { schema: { $ref: `#/components/schemas/${pointerToken(schemaName)}` }, example: { [text]: text } } },
        },
        responses: {
          201: {
            description: text,
            content: { 'application/json': { schema: { $ref: `#/components/schemas/${pointerToken(schemaName)}` }, examples: { [text]: { value: { [text]: text } } } } },
          },
        },
      },
    };
  });
  return {
    openapi: '3.1.0',
    info: { title: texts[0], version: texts[1], description: texts.join('\n') },
    tags: texts.map((text, i) => ({ name: `${text}#${i}`, description: text })),
    paths,
    components: { schemas: Object.fromEntries(schemas), securitySchemes: Object.fromEntries(securitySchemes) },
  };
}

/** Every keyword that carries text; `fromEntries` keeps a `__proto__` property an own one. */
function schemaOf(text: string, i: number): unknown {
  return {
    type: 'object',
    title: text,
    description: text,
    required: [text],
    properties: Object.fromEntries([
      [text, { type: 'string', description: text, default: text, examples: [text] }],
      [`choice${i}`, { enum: [text, `${text}!`, i] }],
      [`only${i}`, { const: { [`${text}#`]: text } }],
    ]),
    patternProperties: { [`^x${i}${text.replace(/[^A-Za-z0-9]/g, '.').slice(0, 40)}$`]: { type: 'string' } },
    dependentRequired: Object.fromEntries([[text, [`choice${i}`]]]),
    'x-extension': text,
  };
}

/** A star is a wildcard to some routers, whose table then names the documented path beside theirs. Path literals cannot hold `/`, `{`, `}`, `?`, `#`; everything else may stand there raw. */
function pathLiteral(text: string): string {
  return text.replace(/[*/{}?#\s\u0000]/g, '_').replace(/^\.+$/, 'dots') || 'empty';
}

function pointerToken(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(/~/g, '~0').replace(/%2F/g, '~1');
}
