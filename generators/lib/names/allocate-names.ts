import type { Diagnostic, Result } from '../diagnostics';
import type { Api, Operation } from '../model';
import { allocate, camelName } from './allocator';
import { handlerFiles, handlerStem } from './handler-files';
import type { Names, OperationNames } from './names';
import { operationIdentifiers, operationStems } from './operation-names';
import { isReservedIdentifier } from './reserved';
import { schemaNames } from './schema-names';
import { pascalCase, shortHash, toWords } from './words';

/**
 * Allocates every name of the output from the whole API at once. A name depends on its own subject,
 * and on others only where they want the same name; never on their order.
 */
export function allocateNames(api: Api): Result<Names> {
  const identifiers = operationIdentifiers(api.operations);
  const stems = operationStems(identifiers);
  const operations = new Map<string, OperationNames>();
  for (const operation of api.operations) {
    operations.set(operation.pointer, {
      identifier: identifiers.get(operation)!,
      file: stems.get(operation)!,
      handlerFile: handlerStem(operation.tag),
    });
  }
  const schemes = securitySchemeNames(api.securitySchemes.map((s) => s.key));
  const names: Names = {
    operation: (operation) => known(operations.get(operation.pointer), operation.pointer),
    handlerFiles: handlerFiles(api.operations),
    schema: schemaNames(api.schemas.keys()),
    securityScheme: (key) => known(schemes.get(key), key),
  };
  return { value: names, diagnostics: api.operations.flatMap((o) => surprise(o, identifiers.get(o)!)) };
}

function securitySchemeNames(keys: readonly string[]): Map<string, string> {
  return allocate(
    keys.map((key) => {
      const { name, exact } = camelName(key);
      const usable = name === '' ? 'scheme' : /^\d/.test(name) || isReservedIdentifier(name) ? `scheme${pascalCase([name])}` : name;
      return { subject: key, name: usable, exact: exact && usable === name, suffix: `H${shortHash(key)}`, key };
    }),
  );
}

/** A name whose words are not the operationId's own, so that nobody looks for it in vain. */
function surprise(operation: Operation, identifier: string): Diagnostic[] {
  if (operation.operationId === undefined) return [];
  const wanted = toWords(operation.operationId).join('');
  if (wanted === identifier.toLowerCase()) return [];
  return [{
    code: 'BACKEND_ROUTES_NAME_CHANGED',
    severity: 'info',
    message: `operationId ${JSON.stringify(operation.operationId)} becomes ${identifier}: the plain name is taken, reserved, too long or empty`,
    help: 'Give the operation an operationId of its own that is a camelCase identifier.',
    ...position(operation),
  }];
}

function position(operation: Operation): Pick<Diagnostic, 'position' | 'pointer'> {
  const at = operation.origin?.position();
  return { ...(at ? { position: at } : {}), pointer: operation.origin?.pointer ?? operation.pointer };
}

function known<T>(value: T | undefined, key: string): T {
  if (value === undefined) throw new Error(`no name was allocated for ${key}`);
  return value;
}
