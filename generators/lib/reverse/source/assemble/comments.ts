import ts from 'typescript';

export interface Comment { readonly summary?: string; readonly description?: string; readonly deprecated: boolean }

/** What the comment before a route, or before its handler, says. */
export function commentOf(node: ts.Node, handler: ts.Node | undefined): Comment {
  return read(statementOf(node)) ?? (handler === undefined ? undefined : read(statementOf(handler))) ?? { deprecated: false };
}

function statementOf(node: ts.Node): ts.Node {
  if (ts.isMethodDeclaration(node) || ts.isFunctionDeclaration(node)) return node;
  for (let at: ts.Node = node; at.parent !== undefined; at = at.parent) {
    if (ts.isExpressionStatement(at) || ts.isVariableStatement(at) || ts.isPropertyAssignment(at) || ts.isMethodDeclaration(at)) return at;
    if (ts.isBlock(at) || ts.isSourceFile(at)) return node;
  }
  return node;
}

function read(node: ts.Node): Comment | undefined {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1);
  if (doc === undefined) return undefined;
  const tags = doc.tags ?? [];
  const text = (ts.getTextOfJSDocComment(doc.comment) ?? '').trim();
  const tagged = (name: string): string | undefined => tags.filter((tag) => tag.tagName.text === name).map((tag) => (ts.getTextOfJSDocComment(tag.comment) ?? '').trim()).find((t) => t !== '');
  const whole = [text, tagged('description') ?? tagged('desc') ?? ''].filter(Boolean).join('\n\n');
  const lines = whole.split('\n').map((line) => line.trim());
  const first = tagged('summary') ?? lines[0] ?? '';
  const deprecated = tags.some((tag) => tag.tagName.text === 'deprecated');
  if (first === '' && !deprecated) return undefined;
  const rest = whole.trim();
  return { ...(first !== '' && first.length <= 120 && { summary: first.replace(/\.$/, '') }), ...(rest !== '' && (rest.includes('\n') || rest.length > 120) && { description: rest }), deprecated };
}
