import ts from 'typescript';
import type { Value } from '../values/value';
import type { Exchange } from './exchange';
import type { ReadNode } from './read-tree';

/** Notes of the parts of a request in a value that they leave the code that is followed: `db.insert({ ...req.body.order, at: now })`. */
export function noteHandedOn(value: Value, at: ts.Node, depth = 0): void {
  if (value.kind === 'part') value.reads.handedOn = at;
  if (value.kind !== 'object' || depth > 2) return;
  for (const layer of value.layers) for (const inner of 'props' in layer ? layer.props.values() : [layer.spread]) noteHandedOn(inner, at, depth + 1);
}

/** Writing a log is no use of what is written. */
export function isLog(at: ts.Node | undefined): boolean {
  return at !== undefined && ts.isCallExpression(at) && /\b(console|log|logger|logging|winston|pino|debug|trace)\b/i.test(at.expression.getText());
}

/** What a handler uses as a whole and nothing is known of, with its name: `body`, `body.order`, `query`. */
export function unknownParts(exchange: Exchange): { readonly name: string; readonly at: ts.Node }[] {
  const visit = (name: string, node: ReadNode): { name: string; at: ts.Node }[] => {
    if (!node.known) return node.handedOn === undefined ? [] : [{ name, at: node.handedOn }];
    return node.claims.length > 0 ? [] : [...node.children].flatMap(([key, child]) => visit(`${name}.${key}`, child));
  };
  return [...visit('body', exchange.reads.body), ...visit('query', exchange.reads.query).filter(({ name }) => name === 'query')];
}
