import type { Automaton } from './automaton';

/**
 * How the time of a backtracking match can grow (Weber and Seidl 1991, "On the degree of ambiguity
 * of finite automata"): exponentially when a position can be left and reached again in two ways
 * over the same text; polynomially when two loops in a row match the same text.
 */
export function isExponential(automaton: Automaton): boolean {
  const { doubled, final } = automaton;
  const component = components(automaton);
  if (doubled.some(([a, b]) => component[a] === component[b] && !final.has(a))) return true;
  return loops(automaton, component).some((members) => !members.some((m) => final.has(m)) && hasTwoWaysAround(automaton, members));
}

export function isPolynomial(automaton: Automaton): boolean {
  const component = components(automaton);
  const all = loops(automaton, component).filter((members) => !members.some((m) => automaton.bounded.has(m)));
  let budget = MAX_STATES;
  for (const before of all) {
    for (const after of all) {
      if (before === after || after.some((m) => automaton.final.has(m))) continue;
      for (const p of before) {
        for (const q of after) {
          const found = bridges(automaton, p, q, component, budget);
          if (found.yes) return true;
          budget -= found.cost;
          if (budget <= 0) return false;
        }
      }
    }
  }
  return false;
}

const MAX_STATES = 200_000;

/** In the product of a loop with itself: can a pair of equals become a pair of different ones, and equal again? */
function hasTwoWaysAround({ sets, follow }: Automaton, members: readonly number[]): boolean {
  const inside = new Set(members);
  const size = sets.length;
  const step = (pair: number): number[] => {
    const a = Math.floor(pair / size);
    const b = pair % size;
    const next: number[] = [];
    for (const x of follow[a]!) {
      if (!inside.has(x)) continue;
      for (const y of follow[b]!) if (inside.has(y) && (sets[x]! & sets[y]!) !== 0n) next.push(x * size + y);
    }
    return next;
  };
  for (const start of members) {
    const diagonal = start * size + start;
    const visited = new Set<number>([diagonal]);
    const queue = [diagonal];
    const apart: number[] = [];
    for (let pair = queue.pop(); pair !== undefined; pair = queue.pop()) {
      for (const next of step(pair)) {
        if (visited.has(next)) continue;
        visited.add(next);
        if (visited.size > MAX_STATES) return false;
        queue.push(next);
        if (Math.floor(next / size) !== next % size) apart.push(next);
      }
    }
    if (apart.length > 0 && reaches(apart, diagonal, step)) return true;
  }
  return false;
}

function reaches(from: readonly number[], target: number, step: (pair: number) => number[]): boolean {
  const visited = new Set(from);
  const queue = [...from];
  for (let pair = queue.pop(); pair !== undefined; pair = queue.pop()) {
    if (pair === target) return true;
    for (const next of step(pair)) {
      if (visited.has(next) || visited.size > MAX_STATES) continue;
      visited.add(next);
      queue.push(next);
    }
  }
  return false;
}

/** One text that leads p to p, p to q and q to q. */
function bridges({ sets, follow }: Automaton, p: number, q: number, component: readonly number[], budget: number): { yes: boolean; cost: number } {
  const size = sets.length;
  const id = (a: number, b: number, c: number) => (a * size + b) * size + c;
  const visited = new Set<number>();
  const queue: [number, number, number][] = [[p, p, q]];
  const target = id(p, q, q);
  for (let state = queue.pop(); state; state = queue.pop()) {
    for (const a of follow[state[0]]!) {
      if (component[a] !== component[p]) continue;
      for (const c of follow[state[2]]!) {
        const common = sets[a]! & sets[c]!;
        if (component[c] !== component[q] || common === 0n) continue;
        for (const b of follow[state[1]]!) {
          if ((sets[b]! & common) === 0n) continue;
          const next = id(a, b, c);
          if (next === target) return { yes: true, cost: visited.size };
          if (visited.has(next)) continue;
          visited.add(next);
          if (visited.size >= budget) return { yes: false, cost: visited.size };
          queue.push([a, b, c]);
        }
      }
    }
  }
  return { yes: false, cost: visited.size };
}

/** Components that can be gone round. */
function loops({ follow }: Automaton, component: readonly number[]): number[][] {
  const members = new Map<number, number[]>();
  component.forEach((c, i) => members.set(c, [...(members.get(c) ?? []), i]));
  return [...members.values()].filter((list) => list.length > 1 || follow[list[0]!]!.has(list[0]!));
}

/** Strongly connected component of each position (Kosaraju). */
function components({ follow }: Automaton): number[] {
  const size = follow.length;
  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (v: number): void => {
    if (seen.has(v)) return;
    seen.add(v);
    for (const w of follow[v]!) visit(w);
    order.push(v);
  };
  for (let v = 0; v < size; v++) visit(v);
  const before: number[][] = Array.from({ length: size }, () => []);
  follow.forEach((next, v) => next.forEach((w) => before[w]!.push(v)));
  const component = new Array<number>(size).fill(-1);
  for (const root of order.reverse()) {
    const queue = component[root] === -1 ? [root] : [];
    for (let v = queue.pop(); v !== undefined; v = queue.pop()) {
      if (component[v] !== -1) continue;
      component[v] = root;
      queue.push(...before[v]!);
    }
  }
  return component;
}
