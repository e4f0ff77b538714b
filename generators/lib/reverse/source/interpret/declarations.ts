import ts from 'typescript';
import { UNDEFINED } from '../values/make';
import type { Machine } from './machine';
import { exportOf, importBinding, loadModule, requireModule, type ModuleRecord } from './module-record';

/** Binds what an import declaration names. The file is run now, as it would be; its names are looked up when used. */
export function declareImport(m: Machine, node: ts.Statement, module: ModuleRecord): void {
  const { scope, file } = module;
  if (ts.isImportEqualsDeclaration(node)) {
    const reference = node.moduleReference;
    if (ts.isExternalModuleReference(reference) && ts.isStringLiteralLike(reference.expression)) {
      const specifier = reference.expression.text;
      scope.declareLive(node.name.text, () => requireModule(m, specifier, file));
    }
    return;
  }
  if (!ts.isImportDeclaration(node) || !ts.isStringLiteralLike(node.moduleSpecifier)) return;
  const specifier = node.moduleSpecifier.text;
  const clause = node.importClause;
  if (clause?.isTypeOnly) return;
  const target = m.program.resolve(specifier, file);
  if (target !== undefined) loadModule(m, target);
  const bind = (local: string, name: string): void => scope.declareLive(local, () => importBinding(m, specifier, file, name));
  if (clause?.name !== undefined) bind(clause.name.text, 'default');
  const bindings = clause?.namedBindings;
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) bind(bindings.name.text, '*');
  if (bindings !== undefined && ts.isNamedImports(bindings)) {
    for (const element of bindings.elements) bind(element.name.text, (element.propertyName ?? element.name).text);
  }
}

/** Notes what a statement exports, to be looked up in the module's scope when somebody imports it. */
export function declareExport(m: Machine, node: ts.Statement, module: ModuleRecord): void {
  const { scope, file, exports } = module;
  const local = (exported: string, name = exported): void => {
    exports.set(exported, () => scope.get(name) ?? UNDEFINED);
  };
  if (ts.isExportAssignment(node)) {
    local(node.isExportEquals ? '=' : 'default', '*default*');
    if (ts.isIdentifier(node.expression)) local(node.isExportEquals ? '=' : 'default', node.expression.text);
    if (node.isExportEquals) module.esm = false;
    return;
  }
  if (ts.isExportDeclaration(node)) {
    const from = node.moduleSpecifier !== undefined && ts.isStringLiteralLike(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
    const target = (): ModuleRecord | undefined => {
      const resolved = from === undefined ? undefined : m.program.resolve(from, file);
      return resolved === undefined ? undefined : loadModule(m, resolved);
    };
    if (node.exportClause === undefined) module.stars.push(target);
    else if (ts.isNamespaceExport(node.exportClause)) exports.set(node.exportClause.name.text, () => importBinding(m, from ?? '', file, '*'));
    else {
      for (const element of node.exportClause.elements) {
        const name = (element.propertyName ?? element.name).text;
        if (from === undefined) local(element.name.text, name);
        else exports.set(element.name.text, () => { const record = target(); return record === undefined ? importBinding(m, from, file, name) : exportOf(m, record, name); });
      }
    }
    if (from !== undefined && !node.isTypeOnly) target();
    return;
  }
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  if (!modifiers.some((mod) => mod.kind === ts.SyntaxKind.ExportKeyword)) return;
  const isDefault = modifiers.some((mod) => mod.kind === ts.SyntaxKind.DefaultKeyword);
  if (ts.isVariableStatement(node)) for (const declaration of node.declarationList.declarations) namesOf(declaration.name).forEach((name) => local(name));
  else if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) {
    const name = node.name?.text ?? 'default';
    local(isDefault ? 'default' : name, name);
  }
}

function namesOf(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOf(element.name)));
}
