import ts from 'typescript';

/**
 * The structure of a source text without its words: one string per top-level statement, in which
 * identifiers, literals and property names are all the same letter. Two sources of equal shape differ in
 * the text of names, literals and comments alone.
 * @throws when the source has a syntax error
 */
export function sourceShape(fileName: string, source: string): string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.ES2022, true);
  const errors = (file as unknown as { parseDiagnostics: ts.Diagnostic[] }).parseDiagnostics;
  if (errors.length > 0) {
    throw new Error(`${fileName}: ${ts.flattenDiagnosticMessageText(errors[0]!.messageText, ' ')}`);
  }
  return file.statements.map(shape);
}

function shape(node: ts.Node): string {
  if (ts.isIdentifier(node)) return 'i';
  if (ts.isStringLiteral(node) || ts.isNumericLiteral(node)) return 'l';
  // `a.b` and `a['b']` say the same; so do `{ b: 1 }`, `{ 'b': 1 }` and `{ ['__proto__']: 1 }`.
  if (ts.isPropertyAccessExpression(node)) return `m(${shape(node.expression)})`;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)) return `m(${shape(node.expression)})`;
  if (ts.isComputedPropertyName(node) && ts.isStringLiteral(node.expression)) return 'k';
  if (ts.isPropertyName(node)) return 'k';
  const children: string[] = [];
  ts.forEachChild(node, (child) => {
    children.push(isKey(node, child) ? 'k' : shape(child));
  });
  return `${node.kind}(${children.join(',')})`;
}

function isKey(parent: ts.Node, child: ts.Node): boolean {
  return 'name' in parent && parent.name === child && (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent));
}
