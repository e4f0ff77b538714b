import ts from 'typescript';

/** A module's syntax tree with parents, parsed as TypeScript (JSX for `.tsx`); never type-checked. */
export function parseModule(path: string, text: string): ts.SourceFile {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
}

/** What the parser could not read: message and offset (UTF-16 units). Empty: the tree is whole. */
export function syntaxErrors(file: ts.SourceFile): { message: string; offset: number }[] {
  // The parser's own findings; the public way to them is a whole Program.
  const { parseDiagnostics = [] } = file as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  return parseDiagnostics.map((d) => ({ message: ts.flattenDiagnosticMessageText(d.messageText, ' '), offset: d.start }));
}

/** The key of the first `Operations['key']` in a type or expression, under whatever name `Operations` was imported. */
export function operationKey(node: ts.Node | undefined, operationsName: string): string | undefined {
  if (!node || ts.isBlock(node)) return undefined;
  if (ts.isIndexedAccessTypeNode(node)
    && node.objectType.getText() === operationsName
    && ts.isLiteralTypeNode(node.indexType) && ts.isStringLiteral(node.indexType.literal)) {
    return node.indexType.literal.text;
  }
  return ts.forEachChild(node, (child) => operationKey(child, operationsName));
}

/** Every identifier a binding declares: `a` and `c` of `{ a, b: { c } }`. */
export function bindingNames(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : bindingNames(element.name)));
}
