import ts from 'typescript';
import type { Diagnostic } from '../diagnostics';
import { decodeUtf8 } from './decode';
import type { ExistingFiles } from './handler-files';
import { positionIn } from './handler-files';
import { scanModule } from './scan-module';

const PATH = 'middleware/authenticators.ts';

/**
 * Warns of security schemes that came to the document after authenticators.ts was written: that file
 * is the user's, and the server refuses to start without them.
 * @param schemes keys of the schemes that operations use
 */
export function checkAuthenticators(existing: ExistingFiles, schemes: readonly string[], shownFolder = ''): Diagnostic[] {
  const bytes = schemes.length > 0 ? existing.read(PATH) : undefined;
  const text = bytes && decodeUtf8(bytes);
  if (text === undefined) return [];
  const module = scanModule(PATH, text);
  const object = findObject(module.file);
  // Built some other way (`{ ...base }`, a call): its type says what is missing.
  if (!object || object.properties.some((property) => ts.isSpreadAssignment(property))) return [];
  const names = new Set(object.properties.map((property) => propertyName(property.name)));
  return schemes.filter((key) => !names.has(key)).map((key): Diagnostic => ({
    code: 'BACKEND_ROUTES_AUTHENTICATOR_MISSING', severity: 'warning',
    message: `security scheme ${JSON.stringify(key)} has no authenticator here, so the server will not start`,
    help: `Add a member ${JSON.stringify(key)} to authenticators.`,
    position: positionIn(PATH, module, object.getStart(), shownFolder),
  }));
}

function findObject(file: ts.SourceFile): ts.ObjectLiteralExpression | undefined {
  for (const statement of file.statements.filter(ts.isVariableStatement)) {
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(name) || name.text !== 'authenticators') continue;
      let value = initializer;
      while (value && (ts.isSatisfiesExpression(value) || ts.isAsExpression(value) || ts.isParenthesizedExpression(value))) value = value.expression;
      return value && ts.isObjectLiteralExpression(value) ? value : undefined;
    }
  }
  return undefined;
}

function propertyName(name: ts.PropertyName | undefined): string | undefined {
  if (!name) return undefined;
  if (ts.isComputedPropertyName(name)) return ts.isStringLiteral(name.expression) ? name.expression.text : undefined;
  return name.text;
}
