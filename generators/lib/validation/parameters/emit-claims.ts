import { code, join, lit, nothing } from '../../code';
import type { Code, Name } from '../../code';
import { helper } from './context';
import type { Writing } from './context';

/** Which names of the query (or which cookies) belong to a parameter, and how they are kept. */
export interface Claim {
  /** The local variable they are kept in. */
  readonly variable: Name;
  /** `one`: the raw value, a second one is a fault; `values`: all raw values; `pairs`: name, raw value, … */
  readonly collects: 'one' | 'values' | 'pairs';
  readonly names: readonly string[];
  /** Also every name that begins so: `filter[`. */
  readonly prefix?: string;
  /** The names are properties of an exploded object: a parameter of such a name goes first. */
  readonly exploded?: boolean;
  /** Also every name that nobody claims. */
  readonly rest?: boolean;
  readonly location: 'query' | 'cookie';
  readonly pointer: string;
  /** A second value is ignored: browsers send cookies of one name for several paths, nearest first. */
  readonly firstWins?: boolean;
}

/**
 * A loop over the pairs in the local `u` that gives each to its claim. A name goes to the first that claims it.
 * @param foreign names that are no parameter's: they are not among the names nobody claims
 */
export function emitClaims(claims: readonly Claim[], foreign: readonly string[], writing: Writing): Code {
  const taken = new Set<string>();
  const byName = [...claims.filter((claim) => !claim.exploded), ...claims.filter((claim) => claim.exploded)];
  const cases = byName.flatMap((claim) => {
    const names = claim.names.filter((name) => !taken.has(name));
    names.forEach((name) => taken.add(name));
    return names.length === 0 ? [] : [code`${names.map((name) => code`case ${lit(name)}:`)}
  ${keep(claim, writing)}
  break;`];
  });
  const prefixes = claims.filter((claim) => claim.prefix !== undefined);
  const rest = claims.find((claim) => claim.rest);
  const others = rest ? foreign.filter((name) => !taken.has(name)) : [];
  if (others.length > 0) cases.push(code`${others.map((name) => code`case ${lit(name)}:`)}
  break;`);
  const branches = [
    ...prefixes.map((claim) => code`if (n.startsWith(${lit(claim.prefix)})) ${keep(claim, writing)}`),
    ...(rest ? [keep(rest, writing)] : []),
  ];
  const fallback = branches.length === 0 ? nothing : code`default:
  ${join(branches, '\nelse ')}`;
  return code`for (let i = 0; i < u.length; i += 2) {
  const n = u[i]!;
  const v = u[i + 1]!;
  switch (n) {
    ${cases}
    ${fallback}
  }
}`;
}

function keep({ variable, collects, location, pointer, firstWins }: Claim, writing: Writing): Code {
  if (collects === 'values') return code`(${variable} ??= []).push(v);`;
  if (collects === 'pairs') return code`(${variable} ??= []).push(n, v);`;
  if (firstWins) return code`${variable} ??= v;`;
  const failure = code`${helper(writing, 'fail', 'failure')}(faults, ${helper(writing, 'repeated', 'failure')}, ${location}, ${lit(pointer)})`;
  return code`if (${variable} === undefined) ${variable} = v;
else ${failure};`;
}
