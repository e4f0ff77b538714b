import type { Operation, PathTemplate } from '../model';
import { allocate, camelName, stemName } from './allocator';
import type { Candidate } from './allocator';
import { isReservedIdentifier, isReservedStem } from './reserved';
import { camelCase, pascalCase, shorten, toWords } from './words';

/** Identifier of each operation: its operationId where that is a name, else method and path. */
export function operationIdentifiers(operations: readonly Operation[]): Map<Operation, string> {
  return allocate(operations.map(candidate));
}

/** File stem of each operation, unique without regard to case: `getUser` and `getuser` differ in more than case. */
export function operationStems(identifiers: ReadonlyMap<Operation, string>): Map<Operation, string> {
  return allocate(
    [...identifiers].map(([subject, identifier]) => {
      const { name } = stemName(identifier);
      const key = identityOf(subject);
      return { subject, name: isReservedStem(name) ? `${name}-operation` : name, exact: false, suffix: `-${stemName(key).name}`, key };
    }),
  );
}

/** `GET /users/{id}` as words: `get users by id`; the root is `get root`. */
export function methodAndPath(method: string, path: PathTemplate): string[] {
  const words = path.segments.flatMap((segment) =>
    segment.flatMap((part) => (part.kind === 'literal' ? toWords(part.text) : ['by', ...toWords(part.name)])),
  );
  return [...toWords(method), ...(words.length === 0 ? ['root'] : words)];
}

function candidate(operation: Operation): Candidate<Operation> {
  const fallback = methodAndPath(operation.method, operation.path);
  const { name, exact } = named(operation.operationId) ?? { name: camelCase(shorten(fallback, 80)), exact: false };
  const usable = /^\d/.test(name) ? `operation${pascalCase([name])}` : isReservedIdentifier(name) ? `${name}Operation` : name;
  return {
    subject: operation,
    name: usable,
    exact: exact && usable === name,
    suffix: pascalCase(shorten(fallback, 80)),
    key: identityOf(operation),
  };
}

function named(operationId: string | undefined): { name: string; exact: boolean } | undefined {
  const result = camelName(operationId ?? '');
  return result.name === '' ? undefined : result;
}

/** What makes an operation that operation: an API cannot have two with the same method and path. */
function identityOf(operation: Operation): string {
  return `${operation.method} ${operation.path.text}`;
}
