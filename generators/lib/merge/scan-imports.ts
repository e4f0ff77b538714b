import ts from 'typescript';

/** One name an import declaration brings in. */
export interface ImportedName {
  /** Name inside the module. */
  readonly local: string;
  /** Name in the source: `default`, `*` or an export. */
  readonly imported: string;
  readonly typeOnly: boolean;
}

export interface ImportDeclaration {
  readonly from: string;
  readonly names: readonly ImportedName[];
  readonly node: ts.ImportDeclaration;
}

/** The import declarations of a module, in order. */
export function scanImports(file: ts.SourceFile): ImportDeclaration[] {
  return file.statements.filter(ts.isImportDeclaration).map((node) => ({
    from: (node.moduleSpecifier as ts.StringLiteral).text,
    names: importedNames(node.importClause),
    node,
  }));
}

function importedNames(clause: ts.ImportClause | undefined): ImportedName[] {
  if (!clause) return [];
  const all = clause.isTypeOnly;
  const names: ImportedName[] = clause.name ? [{ local: clause.name.text, imported: 'default', typeOnly: all }] : [];
  const bindings = clause.namedBindings;
  if (!bindings) return names;
  if (ts.isNamespaceImport(bindings)) return [...names, { local: bindings.name.text, imported: '*', typeOnly: all }];
  return [...names, ...bindings.elements.map((element) => ({
    local: element.name.text,
    imported: (element.propertyName ?? element.name).text,
    typeOnly: all || element.isTypeOnly,
  }))];
}
