import type ts from 'typescript';
import type { Reach } from './call-graph';
import { nameOf } from './call-graph';
import type { Context } from './context';
import { shortText } from './context';
import { dependsOn } from './depends';
import type { Loop } from './loops';
import type { Relation } from './relations';
import { relationOf } from './relations';
import type { QueryCall } from './typeorm-calls';

/** How to run one statement instead of one per element. */
export function rewriteQuery(context: Context, call: ts.CallExpression, query: QueryCall, loop: Loop, varies: boolean): string {
  if (!varies) return 'It asks the same every time: move it before the loop.';
  const receiver = receiverOf(context, call);
  const key = keyOf(context, call, loop);
  const keys = key === undefined ? 'keys' : keysOf(context, key, loop);
  switch (query.kind) {
    case 'find': {
      const relation = joinable(context, key, query);
      const join = relation ? ` Or load it with its parent: add \`relations: { ${relation}: true }\` to the query that loads ${loop.over ? shortText(loop.over, 30) : 'the elements'}.` : '';
      return `Load all in one query and look each up in a Map: \`${receiver}.findBy({ ${key?.name ?? 'id'}: In(${keys}) })\`.${join}`;
    }
    case 'count': return `Count all in one query: a query builder with \`.where('… IN (:...keys)', { keys: ${keys} })\` and \`.groupBy(…)\`.`;
    case 'write': return `Collect the entities and pass the list once: \`${receiver}.${query.method}(entities)\`.`;
    case 'change': return `Name all rows at once: \`${receiver}.${query.method}({ ${key?.name ?? 'id'}: In(${keys}) }${query.method === 'update' ? ', …' : ''})\`, or \`save\` the changed entities as one list.`;
    case 'relation': return 'Load the relation with its parents: `relations: { … }` in their find, or `leftJoinAndSelect` in their query builder.';
    case 'builder': return "Take all keys at once: `.where('… IN (:...keys)', { keys })`, or join the table to the query that loads the elements.";
    case 'sql': return 'Take all keys at once: `WHERE … = ANY($1)` with the list as the parameter, or one INSERT/UPDATE over `unnest($1)`.';
  }
}

export function rewriteLazy({ name }: Relation): string {
  return `Load it with its parents: \`relations: { ${name}: true }\` in their find, or \`leftJoinAndSelect\` in their query builder; awaiting it then runs no query.`;
}

export function rewriteCall({ through }: Reach, { over }: Loop): string {
  const name = through[0] ? nameOf(through[0]) : 'the function';
  return `Give ${name} a sibling that takes all ${over ? `of ${shortText(over, 30)}` : 'keys'} and runs one query with \`In(keys)\`, or load what it needs with \`relations\` beforehand.`;
}

interface Key {
  /** Column that is asked for. */
  readonly name: string;
  /** What it is compared with. */
  readonly value: ts.Expression;
}

/** `{ id: order.userId }`: the property whose value changes with the loop. */
function keyOf(context: Context, call: ts.CallExpression, loop: Loop): Key | undefined {
  const { ts } = context;
  const search = (node: ts.Node): Key | undefined => {
    if (ts.isPropertyAssignment(node) && !ts.isObjectLiteralExpression(node.initializer) && dependsOn(context, node.initializer, loop)) return { name: node.name.getText(), value: node.initializer };
    if (ts.isShorthandPropertyAssignment(node) && dependsOn(context, node, loop)) return { name: node.name.text, value: node.name };
    return ts.forEachChild(node, search);
  };
  for (const argument of call.arguments) {
    const key = search(argument);
    if (key) return key;
  }
  const [first] = call.arguments;
  return first && !ts.isObjectLiteralExpression(first) && dependsOn(context, first, loop) ? { name: 'id', value: first } : undefined;
}

/** `orders.map((order) => order.userId)`, or the list itself where its elements are the keys. */
function keysOf({ ts }: Context, { value }: Key, { over, variables }: Loop): string {
  const [variable] = variables;
  const declared = variable && ts.isVariableDeclarationList(variable) ? variable.declarations[0] : variable;
  const name = declared && (ts.isVariableDeclaration(declared) || ts.isParameter(declared)) && ts.isIdentifier(declared.name) ? declared.name.text : undefined;
  if (!over || name === undefined || !/^[\w.]+$/.test(value.getText())) return 'keys';
  if (value.getText() === name) return shortText(over, 40);
  return value.getText().startsWith(`${name}.`) ? `${shortText(over, 40)}.map((${name}) => ${value.getText()})` : 'keys';
}

/** The relation of the element's entity that leads to what the query loads. */
function joinable(context: Context, key: Key | undefined, query: QueryCall): string | undefined {
  const { ts, checker } = context;
  if (!key || query.entity === undefined || !ts.isPropertyAccessExpression(key.value)) return undefined;
  for (const property of checker.getTypeAtLocation(key.value.expression).getProperties()) {
    if (!relationOf(context, property)) continue;
    const type = checker.getAwaitedType(checker.getTypeOfSymbol(property));
    const plain = type && checker.getNonNullableType(type);
    const element = plain && checker.isArrayType(plain) ? checker.getTypeArguments(plain as ts.TypeReference)[0] : plain;
    if (element?.getSymbol()?.getName() === query.entity) return property.getName();
  }
  return undefined;
}

function receiverOf({ ts }: Context, call: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(call.expression) ? shortText(call.expression.expression, 40) : 'repository';
}
