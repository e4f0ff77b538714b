import type ts from 'typescript';
import { describeReach, firstIn } from './call-graph';
import type { Reach } from './call-graph';
import type { Context, Hint } from './context';
import { shortText } from './context';

/** Decorators of methods that GraphQL calls once for each parent object. */
const FIELD_RESOLVERS = new Set(['ResolveField', 'FieldResolver', 'ResolveProperty']);

/** Statements in GraphQL field resolvers and in serializers, which run once for each object of the reply. */
export function perParentQueries(context: Context, file: ts.SourceFile): Hint[] {
  const { ts } = context;
  const hints: Hint[] = [];
  const add = (owner: ts.Node, body: ts.Node | undefined, title: string, help: string): void => {
    const reach = body && firstIn(context, body);
    if (reach) hints.push(hintOf(context, owner, reach, title, help));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isClassElement(node)) {
      const body = (node as ts.MethodDeclaration).body;
      const decorators = decoratorsOf(context, node);
      const name = node.name?.getText() ?? '';
      if (decorators.some((call) => FIELD_RESOLVERS.has(call.name))) add(node, body, `field resolver ${name}, which runs once per parent`, RESOLVER);
      else if (ts.isGetAccessor(node) && decorators.some((call) => call.name === 'Expose')) add(node, body, `serialized getter ${name}, which runs once per object`, SERIALIZER);
      else if (name === 'toJSON') add(node, body, 'toJSON, which runs once per object', SERIALIZER);
      for (const { name: decorator, argument } of decorators) {
        if (decorator === 'Transform' && argument && ts.isFunctionLike(argument)) add(node, (argument as ts.ArrowFunction).body, `@Transform of ${name}, which runs once per object`, SERIALIZER);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return hints;
}

const RESOLVER = 'Load the rows of all parents in one batch: a request-scoped DataLoader whose function runs one query with `In(keys)`, or join the relation where the parents are loaded.';
const SERIALIZER = 'Load what it shows with `relations` where the objects are loaded; a serializer should only read what is there.';

function hintOf(context: Context, owner: ts.Node, reach: Reach, title: string, help: string): Hint {
  const own = reach.through.length === 0;
  const what = own ? `${reach.title} (${shortText(reach.node, 50)})` : describeReach(context, reach);
  const loop = context.positionOf(owner);
  return { rule: 'n-plus-one', position: own ? context.positionOf(reach.node) : loop, loop, message: `${what} is run by the ${title}`, help };
}

function decoratorsOf({ ts }: Context, node: ts.ClassElement): { name: string; argument: ts.Expression | undefined }[] {
  if (!ts.canHaveDecorators(node)) return [];
  return (ts.getDecorators(node) ?? []).flatMap(({ expression }) =>
    ts.isCallExpression(expression) && ts.isIdentifier(expression.expression) ? [{ name: expression.expression.text, argument: expression.arguments[0] }] : []);
}
