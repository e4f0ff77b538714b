/**
 * Kahn's algorithm; among the nodes that are free the one of the lowest rank comes first, then the one
 * given first. A circle is cut at its node of the lowest rank, which `cycles` names.
 */
export function sortTopologically(ranks: readonly number[], edges: readonly (readonly [number, number])[]): { order: number[]; cycles: number[] } {
  const next: number[][] = ranks.map(() => []);
  const waits = ranks.map(() => 0);
  const seen = new Set<number>();
  for (const [a, b] of edges) {
    const key = a * ranks.length + b;
    if (seen.has(key)) continue;
    seen.add(key);
    next[a]!.push(b);
    waits[b]!++;
  }
  const comes = (a: number, b: number) => ranks[a]! - ranks[b]! || a - b;
  const heap: number[] = [];
  const done = ranks.map(() => false);
  ranks.forEach((_, node) => waits[node] === 0 && pushHeap(heap, node, comes));
  const order: number[] = [];
  const cycles: number[] = [];
  while (order.length < ranks.length) {
    let node = popHeap(heap, comes);
    if (node === undefined) {
      node = ranks.map((_, at) => at).filter((at) => !done[at]).sort(comes)[0]!;
      cycles.push(node);
    } else if (done[node]) continue;
    done[node] = true;
    order.push(node);
    for (const follower of next[node]!) if (--waits[follower]! === 0 && !done[follower]) pushHeap(heap, follower, comes);
  }
  return { order, cycles };
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
