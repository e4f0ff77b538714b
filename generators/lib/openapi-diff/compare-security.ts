import { at } from './compare-values';
import { from, show, type Comparison, type Context, type Pair } from './comparison';
import { deepEqual } from './deep-equal';
import { child, isObject, members, type Json, type Node } from './nodes';

/** What an operation asks for: its own requirements, else the document's. */
export function compareOperationSecurity(comparison: Comparison, pair: Pair, context: Context): void {
  const place = at(pair, 'security');
  const [old, now] = [alternatives(comparison.before, place.old), alternatives(comparison.after, place.now)];
  if (!old.every((one) => now.some((other) => isEnough(one, other)))) return comparison.report('security-tightened', place, context, from(old, now));
  if (!now.every((one) => old.some((other) => isEnough(one, other)))) comparison.report('security-relaxed', place, context, from(old, now));
}

type Requirement = Readonly<Record<string, readonly string[]>>;

/** No requirement at all is one that asks for nothing. */
function alternatives(root: Json, { value }: Node): readonly Requirement[] {
  const list = value ?? root['security'];
  return Array.isArray(list) && list.length > 0 ? (list as Requirement[]) : [{}];
}

/** Whoever has the one has the other. */
function isEnough(one: Requirement, other: Requirement): boolean {
  return Object.entries(other).every(([scheme, scopes]) => Object.hasOwn(one, scheme) && (scopes ?? []).every((scope) => one[scheme]!.includes(scope)));
}

export function compareSecuritySchemes(comparison: Comparison, schemes: Pair): void {
  const context: Context = { direction: 'none' };
  for (const name of new Set([...members(schemes.old), ...members(schemes.now)])) {
    const given = at(schemes, name);
    if (given.old.value === undefined) comparison.report('security-scheme-added', given, context, show(name));
    else if (given.now.value === undefined) comparison.report('security-scheme-removed', given, context, show(name));
    else compareScheme(comparison, comparison.resolve(given), context, name);
  }
}

function compareScheme(comparison: Comparison, pair: Pair, context: Context, name: string): void {
  for (const field of ['type', 'in', 'name', 'scheme', 'openIdConnectUrl']) {
    const { old, now } = at(pair, field);
    const lower = (value: unknown): unknown => (field === 'scheme' && typeof value === 'string' ? value.toLowerCase() : value);
    if (lower(old.value) !== lower(now.value)) comparison.report('security-scheme-changed', { old, now }, context, `${name}: ${field} ${from(old.value, now.value)}`);
  }
  const flows = at(pair, 'flows');
  for (const flow of new Set([...members(flows.old), ...members(flows.now)])) compareFlow(comparison, at(flows, flow), context, `${name} ${flow}`);
}

function compareFlow(comparison: Comparison, flow: Pair, context: Context, name: string): void {
  if (!isObject(flow.old.value) || !isObject(flow.now.value)) return comparison.report('security-scheme-changed', flow, context, name);
  for (const field of ['authorizationUrl', 'tokenUrl', 'refreshUrl']) {
    const { old, now } = at(flow, field);
    if (!deepEqual(old.value, now.value)) comparison.report('oauth-url-changed', { old, now }, context, `${name}: ${from(old.value, now.value)}`);
  }
  const scopes = { old: child(flow.old, 'scopes'), now: child(flow.now, 'scopes') };
  for (const scope of new Set([...members(scopes.old), ...members(scopes.now)])) {
    const one = at(scopes, scope);
    if (one.old.value === undefined) comparison.report('oauth-scope-added', one, context, `${name}: ${scope}`);
    else if (one.now.value === undefined) comparison.report('oauth-scope-removed', one, context, `${name}: ${scope}`);
  }
}
