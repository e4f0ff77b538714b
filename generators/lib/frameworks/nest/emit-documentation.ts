import { code, Imports, key, lit } from '../../code';
import type { File } from '../../code';
import type { EmitContext } from '../../emit/context';
import { generatedFile } from '../../emit/context';
import { HTTP_RUNTIME } from '../shared/runtime-files';

/** Where `documentation` and `models` stand, without extension. */
export const DOCUMENTATION = 'middleware/documentation';

type Node = Readonly<Record<string, unknown>>;

/**
 * `middleware/documentation.ts`, for `@nestjs/swagger`: the document's schemas, and all it has
 * beside its paths, for `SwaggerModule.createDocument(app, documentation)`.
 */
export function emitDocumentation(context: EmitContext): File {
  const { api, options } = context;
  const imports = new Imports(options.importExtension);
  const modelsOf = imports.value('modelsOf', `./${HTTP_RUNTIME.replace('middleware/', '')}/nest-swagger`);
  const type = imports.type('OpenAPIObject', '@nestjs/swagger');
  const schemas = [...api.schemas].map(([name, schema]) => code`${key(name)}: ${lit(typeof schema === 'object' ? schema : schema ? {} : { not: {} })},`);
  const body = code`${imports.print()}

/** What the document says beside its paths and schemas: \`SwaggerModule.createDocument(app, documentation)\`. */
export const documentation = ${lit(beside(context))} as unknown as Omit<${type}, 'paths'>;

/** The document's schemas by name, for its controllers. */
export const models = ${modelsOf}({
  ${schemas}
});
`;
  return generatedFile(`${DOCUMENTATION}.ts`, body.text, context);
}

function beside({ api }: EmitContext): Node {
  const { root } = api.document;
  const { schemas: _schemas, ...components } = (root['components'] ?? {}) as Node;
  const kept = Object.fromEntries(Object.entries(root).filter(([name]) => name !== 'paths' && name !== 'servers' && name !== '$self'));
  return { ...kept, servers: servers(root['servers'], api.basePaths[0] ?? ''), components };
}

/** The servers without the path at which the controllers are mounted; those of other paths have none of its routes. */
function servers(given: unknown, base: string): unknown[] {
  if (!Array.isArray(given)) return [];
  return (given as Node[]).flatMap((server) => {
    const url = String(server['url'] ?? '').replace(/\/$/, '');
    return url.endsWith(base) ? [{ ...server, url: url.slice(0, url.length - base.length) || '/' }] : [];
  });
}
