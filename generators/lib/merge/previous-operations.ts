import ts from 'typescript';
import { parseModule } from './parse-module';

/** Identifiers of an earlier run's operations: the members of `Operations` in its types/operations.ts. */
export function previousOperations(operationTypes: string | undefined): ReadonlySet<string> {
  if (operationTypes === undefined) return new Set();
  const file = parseModule('operations.ts', operationTypes);
  return new Set(file.statements.flatMap((statement) => {
    const members = ts.isInterfaceDeclaration(statement) && statement.name.text === 'Operations' ? statement.members
      : ts.isTypeAliasDeclaration(statement) && statement.name.text === 'Operations' && ts.isTypeLiteralNode(statement.type) ? statement.type.members
        : [];
    return members.flatMap(({ name }) => (name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : []));
  }));
}
