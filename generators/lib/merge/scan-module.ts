import ts from 'typescript';
import { bindingNames, operationKey, parseModule, syntaxErrors } from './parse-module';
import { scanImports } from './scan-imports';

/** A value a module exports by name. */
export interface ExportedName {
  readonly name: string;
  /** Offset of the name (UTF-16 units). */
  readonly offset: number;
  /** `x` where it is declared with type `Operations['x']`. */
  readonly operation?: string;
}

/** What a handler file says about itself, from its syntax tree alone. */
export interface ScannedModule {
  readonly file: ts.SourceFile;
  readonly errors: readonly { message: string; offset: number }[];
  /** Values exported by name; types and the default export are left out. */
  readonly exports: readonly ExportedName[];
  /** Specifiers of `export * from '…'`. */
  readonly stars: readonly { from: string; offset: number }[];
  /** Value and import names declared at the top level, with their offsets: a new declaration must not repeat them. */
  readonly declared: ReadonlyMap<string, number>;
}

/** Scans a module's exports and top-level names (ECMA-262 16.2.3, ExportEntries). */
export function scanModule(path: string, text: string): ScannedModule {
  const file = parseModule(path, text);
  const declared = new Map<string, number>();
  const typed = new Map<string, string>();
  const exports: ExportedName[] = [];
  const stars: { from: string; offset: number }[] = [];
  const operationsName = importedAs(file, 'Operations');

  for (const { names, node } of scanImports(file)) for (const { local } of names) declared.set(local, node.getStart());
  for (const statement of file.statements) {
    for (const { id, operation } of declarations(statement, operationsName)) {
      declared.set(id.text, id.getStart());
      if (operation !== undefined) typed.set(id.text, operation);
      if (isExported(statement)) exports.push({ name: id.text, offset: id.getStart(), ...(operation !== undefined && { operation }) });
    }
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) reExports(statement, exports, stars);
  }
  const withTypes = exports.map((e) => {
    const operation = e.operation ?? typed.get(e.name);
    return operation === undefined ? e : { ...e, operation };
  });
  return { file, errors: syntaxErrors(file), exports: withTypes, stars, declared };
}

function reExports(node: ts.ExportDeclaration, exports: ExportedName[], stars: { from: string; offset: number }[]): void {
  const clause = node.exportClause;
  if (!clause) stars.push({ from: (node.moduleSpecifier as ts.StringLiteral).text, offset: node.getStart() });
  else if (ts.isNamespaceExport(clause)) exports.push({ name: clause.name.text, offset: clause.name.getStart() });
  else {
    const values = clause.elements.filter((element) => !element.isTypeOnly);
    exports.push(...values.map(({ name }) => ({ name: name.text, offset: name.getStart() })));
  }
}

function declarations(node: ts.Statement, operationsName: string): { id: ts.Identifier; operation?: string | undefined }[] {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.flatMap((declaration) => bindingNames(declaration.name).map((id) => ({
      id,
      operation: ts.isIdentifier(declaration.name)
        ? operationKey(declaration.type, operationsName) ?? operationKey(declaration.initializer, operationsName)
        : undefined,
    })));
  }
  const named = ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)
    || ts.isImportEqualsDeclaration(node) || ts.isModuleDeclaration(node);
  return named && node.name && ts.isIdentifier(node.name) ? [{ id: node.name }] : [];
}

function isExported(node: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) ?? [] : [];
  return modifiers.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) && !modifiers.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword);
}

function importedAs(file: ts.SourceFile, name: string): string {
  const found = scanImports(file).flatMap(({ names }) => names).find(({ imported }) => imported === name);
  return found?.local ?? name;
}
