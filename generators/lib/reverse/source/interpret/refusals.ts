import ts from 'typescript';
import { truthiness } from '../values/inspect';
import { union } from '../values/make';
import type { Scope } from '../values/scope';
import { evaluate } from './expressions';
import type { Machine } from './machine';

/** `if (!req.body.email) return …`: what is missing is refused, so it is required. */
export function noteRefusal(m: Machine, condition: ts.Expression, scope: Scope): void {
  if (ts.isParenthesizedExpression(condition)) return noteRefusal(m, condition.expression, scope);
  if (ts.isBinaryExpression(condition) && condition.operatorToken.kind === ts.SyntaxKind.BarBarToken) {
    noteRefusal(m, condition.left, scope);
    noteRefusal(m, condition.right, scope);
    return;
  }
  const missing = missingOperand(condition);
  if (missing === undefined) return;
  const value = evaluate(m, missing, scope);
  if (ts.isIdentifier(missing) && value.kind === 'union') {
    const left = value.members.filter((member) => truthiness(member) !== false);
    if (left.length > 0) scope.owner(missing.text)?.scope.assign(missing.text, union(left));
  }
  if (value.kind === 'part' && (value.in === 'body' || value.in === 'query')) value.reads.required = true;
}

function missingOperand(condition: ts.Expression): ts.Expression | undefined {
  if (ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken) return condition.operand;
  if (!ts.isBinaryExpression(condition)) return undefined;
  const equals = [ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken].includes(condition.operatorToken.kind);
  const nothing = condition.right.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(condition.right) && condition.right.text === 'undefined');
  return equals && nothing ? condition.left : undefined;
}
