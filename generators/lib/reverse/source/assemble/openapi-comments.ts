import ts from 'typescript';
import { parse } from 'yaml';
import type { SourcePosition } from '../../../diagnostics';
import type { Recorder } from '../http/recorder';
import { METHODS } from '../http/routes';
import type { JsonSchema } from '../schemas/json-schema';
import { escapePointer, type PathsBuilder } from './api-document';
import { normalize } from '../http/path-template';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `@openapi` and `@swagger` blocks of YAML in comments: what they say wins over what the code shows. */
export function applyComments(recorder: Recorder, builder: PathsBuilder): { info: JsonSchema; components: JsonSchema } {
  const components: Record<string, Record<string, unknown>> = {};
  for (const file of recorder.program.files) {
    const source = recorder.program.sourceFile(file);
    if (source === undefined || !/@(openapi|swagger)\b/.test(source.text)) continue;
    for (const block of blocksOf(source)) applyBlock(recorder, builder, components, block);
  }
  return { info: {}, components };
}

interface Block { readonly text: string; readonly position: SourcePosition }

/** The text after the tag, up to the next tag of the comment, without the stars in front. */
function blocksOf(source: ts.SourceFile): Block[] {
  return [...source.text.matchAll(/\/\*\*([\s\S]*?)\*\//g)].flatMap((comment) => {
    const lines = comment[1]!.split(/\r?\n/).map((line) => line.replace(/^\s*\*? ?/, (stars) => (stars.includes('*') ? '' : stars)));
    const start = lines.findIndex((line) => /^\s*@(openapi|swagger)\b/.test(line));
    if (start < 0) return [];
    const end = lines.findIndex((line, index) => index > start && /^@\w/.test(line));
    const { line } = source.getLineAndCharacterOfPosition(comment.index);
    return [{ text: lines.slice(start + 1, end < 0 ? undefined : end).join('\n'), position: { file: source.fileName, line: line + 1 + start, column: 1 } }];
  });
}

function applyBlock(recorder: Recorder, builder: PathsBuilder, components: Record<string, Record<string, unknown>>, block: Block): void {
  const parsed = parseBlock(recorder, block);
  if (parsed === undefined) return;
  const paths = isObject(parsed['paths']) ? parsed['paths'] : Object.fromEntries(Object.entries(parsed).filter(([key]) => key.startsWith('/')));
  for (const [path, item] of Object.entries(paths)) if (isObject(item)) mergeItem(recorder, builder, normalize(path.replace(/:(\w+)/g, '{$1}')), item, block.position);
  const own = isObject(parsed['components']) ? parsed['components'] : {};
  for (const [kind, entries] of Object.entries(own)) if (isObject(entries)) components[kind] = { ...components[kind], ...entries };
  if (isObject(parsed['definitions'])) components['schemas'] = { ...components['schemas'], ...parsed['definitions'] };
}

function parseBlock(recorder: Recorder, { text, position }: Block): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = parse(text, { prettyErrors: false });
    if (isObject(parsed)) return parsed;
  } catch {
    // Said below, together with what parses but is no object.
  }
  recorder.diagnostics.push({ code: 'BACKEND_RECOVER_JSDOC', severity: 'warning', message: 'This @openapi comment is not a YAML object', help: 'Indent the YAML below the tag by spaces, with a path or `components` at its top.', position });
  return undefined;
}

/** A path of a comment may leave out the prefix that it is mounted at: one path that ends with it is meant. */
function mergeItem(recorder: Recorder, builder: PathsBuilder, path: string, item: Record<string, unknown>, position: SourcePosition): void {
  const known = Object.keys(builder.paths);
  const plain = (text: string): string => text.replace(/\{[^}]*\}/g, '{}');
  const same = known.find((one) => one === path) ?? known.find((one) => plain(one) === plain(path));
  const ending = known.filter((one) => plain(one).endsWith(plain(path)) && METHODS.some((method) => isObject(item[method]) && builder.paths[one]![method] !== undefined));
  const target = same ?? (ending.length === 1 ? ending[0]! : path);
  const pointer = `/paths/${escapePointer(target)}`;
  for (const [key, value] of Object.entries(item)) {
    if (!isObject(value)) continue;
    const method = METHODS.find((one) => one === key.toLowerCase());
    if (method === undefined) continue;
    if (builder.paths[target]?.[method] === undefined && !mayBeHidden(recorder)) {
      recorder.diagnostics.push({ code: 'BACKEND_RECOVER_JSDOC', severity: 'warning', message: `This comment describes ${method.toUpperCase()} ${path}, which no route serves`, help: 'Correct its path or method, or remove it.', position });
      continue;
    }
    const place = Object.hasOwn(builder.paths, target) ? builder.paths[target]! : (builder.paths[target] = {});
    place[method] = mergeOperation(place[method], value);
    for (const part of Object.keys(value)) remove(builder.inferred, `${pointer}/${method}/${part}`);
    if (!builder.positions.has(pointer)) builder.positions.set(pointer, position);
    if (!builder.positions.has(`${pointer}/${method}`)) builder.positions.set(`${pointer}/${method}`, position);
  }
}

/** Something is served that the source does not show: a comment may be all there is of it. */
function mayBeHidden(recorder: Recorder): boolean {
  return recorder.roots.length === 0 || recorder.diagnostics.some(({ code }) => /_(MOUNT_UNKNOWN|PATH_DYNAMIC|PATH_PATTERN|METHOD_DYNAMIC|METHOD_ANY)$/.test(code));
}

function mergeOperation(known: JsonSchema | undefined, said: Record<string, unknown>): JsonSchema {
  if (known === undefined) return { ...said, responses: isObject(said['responses']) ? said['responses'] : { default: { description: '' } } };
  const responses = isObject(said['responses']) ? said['responses'] : known['responses'];
  return { ...known, ...said, responses };
}

function remove(pointers: string[], prefix: string): void {
  for (let i = pointers.length - 1; i >= 0; i--) if (pointers[i] === prefix || pointers[i]!.startsWith(`${prefix}/`)) pointers.splice(i, 1);
}
