import type ts from 'typescript';
import type { SourcePosition } from '../../../diagnostics';
import { positionOf } from '../program/source-program';
import type { Recorder } from '../http/recorder';
import type { Method } from '../http/routes';
import type { JsonSchema } from '../schemas/json-schema';
import { commentOf } from './comments';

/** An operation with everything that is known of it, before it has a place in the document. */
export interface Operation {
  readonly method: Method;
  readonly path: string;
  readonly node: ts.Node;
  readonly handler?: ts.Node;
  readonly handlerName?: string;
  /** The Operation Object without operationId. */
  readonly object: JsonSchema;
  /** Pointers below the operation. */
  readonly inferred: readonly string[];
}

export const escapePointer = (text: string): string => text.replace(/~/g, '~0').replace(/\//g, '~1');

/** Paths of a document under construction, with what is inferred in them and where they come from. */
export class PathsBuilder {
  readonly paths: Record<string, Record<string, JsonSchema>> = {};
  readonly inferred: string[] = [];
  readonly positions = new Map<string, SourcePosition>();

  private readonly nodes = new Map<string, ts.Node>();

  constructor(private readonly recorder: Recorder) {}

  add(operation: Operation, operationId: string): void {
    const { path, method, node } = operation;
    const item = Object.hasOwn(this.paths, path) ? this.paths[path]! : (this.paths[path] = {});
    const pointer = `/paths/${escapePointer(path)}`;
    if (item[method] !== undefined) {
      // One declaration that is met twice: an application that is made in either of two ways, a handler in a loop.
      if (this.nodes.get(`${method} ${path}`) === node) return;
      this.recorder.report('BACKEND_RECOVER_DUPLICATE', `${method.toUpperCase()} ${path} is declared already, and the first declaration answers`, node, 'Remove the declaration that is never reached.');
      return;
    }
    const comment = commentOf(node, operation.handler);
    const { tags, summary, description, ...rest } = operation.object;
    item[method] = {
      ...(tags !== undefined && { tags }),
      ...((summary ?? comment.summary) !== undefined && { summary: summary ?? comment.summary }),
      ...((description ?? comment.description) !== undefined && { description: description ?? comment.description }),
      operationId: rest['operationId'] ?? operationId,
      ...(comment.deprecated && { deprecated: true }),
      ...rest,
    };
    this.nodes.set(`${method} ${path}`, node);
    if (!this.positions.has(pointer)) this.positions.set(pointer, positionOf(node));
    this.positions.set(`${pointer}/${method}`, positionOf(node));
    for (const below of operation.inferred) this.inferred.push(`${pointer}/${method}${below}`);
    if (operation.inferred.length > 0) this.recorder.report('BACKEND_RECOVER_INFERRED', `${method.toUpperCase()} ${path}: ${describe(operation.inferred)} told by what the code does, not by a declaration`, node, 'Check these parts of the document; a schema in the code would settle them.');
  }
}

function describe(pointers: readonly string[]): string {
  const parts = new Set(pointers.map((pointer) => ({ parameters: 'parameters', requestBody: 'the request body', responses: 'responses', security: 'security' })[pointer.split('/')[1] ?? ''] ?? 'the path'));
  const list = [...parts];
  return `${list.length > 1 ? `${list.slice(0, -1).join(', ')} and ${list.at(-1)}` : list[0]} ${list.length === 1 && (list[0] === 'security' || list[0]!.startsWith('the ')) ? 'is' : 'are'}`;
}
