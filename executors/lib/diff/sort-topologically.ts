/**
 * Kahn's algorithm; among the nodes that are free the one of the lowest rank comes first, then the one
 * given first. Soft edges are wishes: where they close a circle, those that are left fall. A circle of
 * others is cut at its node of the lowest rank, which `cycles` names.
 */
export function sortTopologically(
  ranks: readonly number[], edges: readonly (readonly [number, number])[], soft: readonly (readonly [number, number])[] = [],
): { order: number[]; cycles: number[] } {
  const hard = adjacency(ranks.length, edges);
  const wishes = adjacency(ranks.length, soft);
  const waits = ranks.map(() => 0);
  for (const list of [...hard, ...wishes]) for (const node of list) waits[node]!++;
  const comes = (a: number, b: number) => ranks[a]! - ranks[b]! || a - b;
  const heap: number[] = [];
  const done = ranks.map(() => false);
  ranks.forEach((_, node) => waits[node] === 0 && pushHeap(heap, node, comes));
  const order: number[] = [];
  const cycles: number[] = [];
  const release = (followers: readonly number[]) => {
    for (const follower of followers) if (--waits[follower]! === 0 && !done[follower]) pushHeap(heap, follower, comes);
  };
  let wishing = true;
  while (order.length < ranks.length) {
    let node = popHeap(heap, comes);
    if (node === undefined && wishing) {
      wishing = false;
      wishes.forEach((followers, at) => done[at] || release(followers));
      continue;
    }
    if (node === undefined) {
      node = ranks.map((_, at) => at).filter((at) => !done[at]).sort(comes)[0]!;
      cycles.push(node);
    } else if (done[node]) continue;
    done[node] = true;
    order.push(node);
    release(hard[node]!);
    if (wishing) release(wishes[node]!);
  }
  return { order, cycles };
}

/** Followers of each node, each once. */
function adjacency(nodes: number, edges: readonly (readonly [number, number])[]): number[][] {
  const next: Set<number>[] = Array.from({ length: nodes }, () => new Set());
  for (const [a, b] of edges) next[a]!.add(b);
  return next.map((set) => [...set]);
}

type Compare = (a: number, b: number) => number;

function pushHeap(heap: number[], value: number, compare: Compare): void {
  let at = heap.push(value) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (compare(heap[parent]!, value) <= 0) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = value;
}

function popHeap(heap: number[], compare: Compare): number | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (top === undefined || last === undefined || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && compare(heap[child + 1]!, heap[child]!) < 0) child++;
    if (compare(last, heap[child]!) <= 0) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return top;
}
