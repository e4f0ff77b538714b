import type { Diagram } from './diagram';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const GAP_X = 90;
const GAP_Y = 28;

/**
 * Places tables in columns: what is referred to stands to the left of what refers to it, long columns
 * are broken, and tables without foreign keys fill rows below. The same diagram gives the same places.
 */
export function layOut({ tables, links }: Diagram, sizeOf: ReadonlyMap<string, Size>): { boxes: ReadonlyMap<string, Box>; width: number; height: number } {
  const linked = new Set(links.flatMap(({ from, to }) => (from === to ? [] : [from, to])));
  const layers = layersOf(tables.map(({ id }) => id).filter((id) => linked.has(id)), links);
  const area = tables.reduce((sum, { id }) => sum + (sizeOf.get(id)!.width + GAP_X) * (sizeOf.get(id)!.height + GAP_Y), 0);
  const limit = Math.max(500, Math.sqrt(area) * 0.9);
  const boxes = new Map<string, Box>();
  let x = 0;
  let bottom = 0;
  for (const column of layers.flatMap((layer) => broken(layer, sizeOf, limit))) {
    let y = 0;
    for (const id of column) {
      const size = sizeOf.get(id)!;
      boxes.set(id, { x, y, ...size });
      y += size.height + GAP_Y;
    }
    bottom = Math.max(bottom, y);
    x += Math.max(...column.map((id) => sizeOf.get(id)!.width)) + GAP_X;
  }
  const width = Math.max(x - GAP_X, Math.min(Math.sqrt(area), 1400), 0);
  placeRows(tables.map(({ id }) => id).filter((id) => !linked.has(id)), sizeOf, width, bottom, boxes);
  const all = [...boxes.values()];
  return { boxes, width: Math.max(0, ...all.map((box) => box.x + box.width)), height: Math.max(0, ...all.map((box) => box.y + box.height)) };
}

/** Each table one layer to the right of the furthest it refers to; circles are cut where they are met. */
function layersOf(ids: readonly string[], links: Diagram['links']): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of links) if (from !== to) targets.set(from, [...(targets.get(from) ?? []), to]);
  const depth = new Map<string, number>();
  // Without recursion: a chain of thousands of tables is no reason to fail.
  for (const root of ids) {
    const path: { id: string; next: number }[] = [{ id: root, next: 0 }];
    const open = new Set([root]);
    while (path.length > 0 && !depth.has(root)) {
      const at = path.at(-1)!;
      const target = targets.get(at.id)?.[at.next++];
      if (target === undefined) {
        depth.set(at.id, Math.max(-1, ...(targets.get(at.id) ?? []).map((id) => depth.get(id) ?? -1)) + 1);
        open.delete(at.id);
        path.pop();
      } else if (!depth.has(target) && !open.has(target)) {
        path.push({ id: target, next: 0 });
        open.add(target);
      }
    }
  }
  const layers: string[][] = [];
  for (const id of ids) (layers[depth.get(id)!] ??= []).push(id);
  return ordered(layers.filter(Boolean), links);
}

/** Orders each layer by the mean place of its neighbours, a few times to and fro, which untangles most lines. */
function ordered(layers: string[][], links: Diagram['links']): string[][] {
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of links) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const place = new Map<string, number>();
  const note = (layer: readonly string[]) => layer.forEach((id, i) => place.set(id, i / layer.length));
  layers.forEach(note);
  for (let round = 0; round < 8; round++) {
    for (const layer of round % 2 === 0 ? layers : [...layers].reverse()) {
      const mean = new Map(layer.map((id) => {
        const around = neighbours.get(id) ?? [];
        return [id, around.reduce((sum, other) => sum + (place.get(other) ?? 0), 0) / Math.max(1, around.length)] as const;
      }));
      layer.sort((a, b) => mean.get(a)! - mean.get(b)! || (a < b ? -1 : 1));
      note(layer);
    }
  }
  return layers;
}

/** A layer as columns of bounded height. */
function broken(layer: readonly string[], sizeOf: ReadonlyMap<string, Size>, limit: number): string[][] {
  const columns: string[][] = [[]];
  let height = 0;
  for (const id of layer) {
    const own = sizeOf.get(id)!.height + GAP_Y;
    if (height > 0 && height + own > limit) {
      columns.push([]);
      height = 0;
    }
    columns.at(-1)!.push(id);
    height += own;
  }
  return columns;
}

function placeRows(ids: readonly string[], sizeOf: ReadonlyMap<string, Size>, width: number, top: number, boxes: Map<string, Box>): void {
  let [x, y, row] = [0, top, 0];
  for (const id of ids) {
    const size = sizeOf.get(id)!;
    if (x > 0 && x + size.width > width) [x, y, row] = [0, y + row + GAP_Y, 0];
    boxes.set(id, { x, y, ...size });
    x += size.width + GAP_Y;
    row = Math.max(row, size.height);
  }
}
