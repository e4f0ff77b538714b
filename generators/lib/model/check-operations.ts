import type { Operation } from './operation';
import type { BuildContext, Node } from './build-context';

/** Problems that only show when all operations are seen together. */
export function checkOperations(context: BuildContext, operations: readonly Operation[]): void {
  duplicateIds(context, operations);
  ambiguousPaths(context, operations);
}

function duplicateIds(context: BuildContext, operations: readonly Operation[]): void {
  const first = new Map<string, Operation>();
  for (const operation of operations) {
    const { operationId, pointer } = operation;
    if (operationId === undefined) continue;
    const other = first.get(operationId);
    if (!other) first.set(operationId, operation);
    else {
      context.report('BACKEND_OPERATION_ID_DUPLICATE', [context.document.at(pointer) as Node, 'operationId'],
        `the operationId "${operationId}" is also that of ${other.method.toUpperCase()} ${other.path.text}`, 'Give each operation its own; until then names are made distinct');
    }
  }
}

/** `/users/{id}` and `/users/{name}` match the same requests (3.2 §4.8.2: they must not exist together). */
function ambiguousPaths(context: BuildContext, operations: readonly Operation[]): void {
  const first = new Map<string, Operation>();
  for (const operation of operations) {
    const shape = operation.path.segments.map((s) => s.map((p) => (p.kind === 'literal' ? p.text : '{}')).join('')).join('/');
    const key = `${operation.method} ${shape} ${JSON.stringify(operation.path.query ?? [])}`;
    const other = first.get(key);
    if (!other) first.set(key, operation);
    else {
      context.report('BACKEND_PATH_AMBIGUOUS', context.document.at(operation.pointer) as Node,
        `${operation.path.text} matches the same requests as ${other.path.text}; the first one answers`, 'Make the templates distinct');
    }
  }
}
