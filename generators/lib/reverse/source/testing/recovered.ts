import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { recoverFromSource, type RecoveredApi } from '..';
import { shape, type Schema } from './shape';

/** What is shown of each operation. */
export type Facet = 'parameters' | 'body' | 'replies' | 'security' | 'words';

interface Content { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }
interface Scheme { readonly type: string; readonly scheme?: string; readonly in?: string; readonly name?: string }
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema?: Schema }[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content>>;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly [word: string]: unknown;
}
interface Document { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>; readonly components?: { readonly schemas?: Record<string, Schema>; readonly securitySchemes?: Record<string, Scheme> } }

/** Recovers what files serve; a lone text is `app.ts`. Positions are relative to the folder. @param known a file whose functions are not followed */
export function recover(files: string | Readonly<Record<string, string>>, known?: string): RecoveredApi {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'recover-'));
  try {
    for (const [name, text] of Object.entries(typeof files === 'string' ? { 'app.ts': files } : files)) {
      fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      fs.writeFileSync(path.join(root, name), text);
    }
    const api = recoverFromSource({ root, isKnown: (file) => known !== undefined && file.endsWith(`/${known}`) });
    return { ...api, diagnostics: api.diagnostics.map((one) => (one.position === undefined ? one : { ...one, position: { ...one.position, file: path.relative(root, one.position.file) } })) };
  } finally {
    fs.rmSync(root, { recursive: true });
  }
}

/** `POST /users` with one line for each of its parameters, its body, its replies, its security; `~` follows what is inferred. */
export function operations(api: RecoveredApi, ...facets: readonly Facet[]): Record<string, string[]> {
  const document = api.document as unknown as Document;
  const found: Record<string, string[]> = {};
  for (const [template, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const pointer = `/paths/${template.replace(/~/g, '~0').replace(/\//g, '~1')}/${method}`;
      const mark = (below: string): string => (api.inferred.includes(pointer + below) ? ' ~' : '');
      found[`${method.toUpperCase()} ${template}${mark('')}`] = facets.flatMap((facet) => LINES[facet](operation, document, mark));
    }
  }
  return found;
}

/** `BACKEND_RECOVER_UNMOUNTED routes/old.ts:3` for each diagnostic but what only says that something is inferred. */
export function problems(api: RecoveredApi): string[] {
  return api.diagnostics.filter(({ code }) => code !== 'BACKEND_RECOVER_INFERRED').map(({ code, position }) => (position === undefined ? code : `${code} ${position.file}:${position.line}`));
}

type Lines = (operation: Operation, document: Document, mark: (below: string) => string) => string[];

const LINES: Record<Facet, Lines> = {
  parameters: ({ parameters = [] }, document, mark) => parameters.map((one, index) => `${one.in} ${one.name}${one.required ? '*' : ''}: ${shape(schemas(document), one.schema)}${mark(`/parameters/${index}`)}`),
  body: ({ requestBody }, document, mark) => contents(requestBody, document).map(([type, schema]) => `${type || 'body'}${requestBody?.required ? '*' : ''}: ${schema ?? 'any'}${mark('/requestBody')}`),
  replies: ({ responses }, document, mark) => Object.entries(responses).map(([status, reply]) => `${[status, contents(reply, document).map(([type, schema]) => [type, schema].filter(Boolean).join(' ')).join(', ')].filter(Boolean).join(': ')}${mark(`/responses/${status}`)}`),
  security: ({ security = [] }, document, mark) => security.map((one) => `security: ${Object.keys(one).map((name) => `${name} (${scheme(document.components?.securitySchemes?.[name])})`).join(' and ') || 'none'}${mark('/security')}`),
  words: (operation) => ['operationId', 'tags', 'summary', 'description', 'deprecated'].flatMap((key) => (operation[key] === undefined ? [] : [`${key}: ${String(operation[key])}`])),
};

const schemas = (document: Document): Record<string, Schema> => document.components?.schemas ?? {};
const scheme = (one: Scheme | undefined): string => (one === undefined ? 'missing' : [one.type, one.scheme ?? one.in, one.name].filter(Boolean).join(' '));

/** Media types, JSON as an empty text, with the schema of each. */
function contents(of: Content | undefined, document: Document): [string, string | undefined][] {
  return Object.entries(of?.content ?? {}).map(([type, { schema }]) => [type === 'application/json' ? '' : type, schema === undefined ? undefined : shape(schemas(document), schema)]);
}
