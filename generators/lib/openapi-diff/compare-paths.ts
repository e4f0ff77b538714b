import { compareOperation, methodsOf } from './compare-operation';
import { at } from './compare-values';
import { from, show, type Comparison, type Pair } from './comparison';
import { child, follow, isObject, members, type Node } from './nodes';

/** Paths are the same where they differ in nothing but the names of parameters. */
export function comparePaths(comparison: Comparison, paths: Pair): void {
  const keys = (node: Node): readonly string[] => members(node).filter((key) => !key.startsWith('x-'));
  const now = new Map(keys(paths.now).map((template) => [shape(template), template]));
  const exact = new Set(keys(paths.now));
  const matched = new Set<string>();
  for (const template of keys(paths.old)) {
    const other = exact.has(template) ? template : now.get(shape(template));
    const pair = { old: child(paths.old, template), now: child(paths.now, other ?? template) };
    if (other === undefined || matched.has(other)) {
      reportRemoved(comparison, pair, template);
      continue;
    }
    matched.add(other);
    if (other !== template) comparison.report('path-parameter-renamed', pair, { direction: 'none' }, from(template, other));
    comparePathItem(comparison, pair, other, false);
  }
  for (const template of exact) if (!matched.has(template)) comparison.report('path-added', at(paths, template), { direction: 'none' }, show(template));
}

/** `/users/{id}` and `/users/{userId}` answer the same requests. */
function shape(template: string): string {
  return template.replace(/\{[^}]*\}/g, '{}');
}

function reportRemoved(comparison: Comparison, pair: Pair, template: string): void {
  const operations = methodsOf(pair.old).map((method) => child(pair.old, method));
  const over = operations.length > 0 && operations.every(isOver);
  comparison.report(over ? 'operation-removed-after-sunset' : 'path-removed', pair, { direction: 'none' }, show(template));
}

/** Deprecated, with an `x-sunset` date that has passed by the document's own word: it is compared with nothing but the words. */
function isOver({ value }: Node): boolean {
  if (!isObject(value) || value['deprecated'] !== true) return false;
  const sunset = Date.parse(String(value['x-sunset']));
  return !Number.isNaN(sunset) && sunset < Date.now();
}

/** @param mirrored the API's side sends the requests, as it does to webhooks and callbacks */
export function comparePathItem(comparison: Comparison, given: Pair, name: string, mirrored: boolean): void {
  const items = comparison.resolve(given);
  for (const method of new Set([...methodsOf(items.old), ...methodsOf(items.now)])) {
    const pair = at(items, method);
    const operation = `${method.toUpperCase()} ${name}`;
    if (pair.old.value === undefined) comparison.report('operation-added', pair, { operation, direction: 'none' }, operation);
    else if (pair.now.value === undefined) comparison.report(isOver(pair.old) ? 'operation-removed-after-sunset' : 'operation-removed', pair, { operation, direction: 'none' }, operation);
    else compareOperation(comparison, pair, items, operation, mirrored);
  }
}

/** The server sends these requests, so what is a request here is a reply to its clients. */
export function compareWebhooks(comparison: Comparison, webhooks: Pair): void {
  for (const name of new Set([...members(webhooks.old), ...members(webhooks.now)])) {
    const pair = at(webhooks, name);
    if (pair.old.value === undefined) comparison.report('webhook-added', pair, { direction: 'none' }, show(name));
    else if (pair.now.value === undefined) comparison.report('webhook-removed', pair, { direction: 'none' }, show(name));
    else comparePathItem(comparison, pair, name, true);
  }
}

export function compareCallbacks(comparison: Comparison, callbacks: Pair, operation: string, mirrored: boolean): void {
  for (const name of new Set([...members(callbacks.old), ...members(callbacks.now)])) {
    const given = at(callbacks, name);
    const pair = { old: follow(comparison.before, given.old), now: follow(comparison.after, given.now) };
    if (given.old.value === undefined) comparison.report('callback-added', given, { operation, direction: 'none' }, show(name));
    else if (given.now.value === undefined) comparison.report('callback-removed', given, { operation, direction: 'none' }, show(name));
    else for (const expression of members(pair.now)) comparePathItem(comparison, at(pair, expression), `${operation} ${name} ${expression}`, mirrored);
  }
}
