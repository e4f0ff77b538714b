import { sortTopologically } from './sort-topologically';

it('keeps to the edges, then to the ranks, then to the order given', () => {
  expect(sortTopologically([5, 1, 5, 0], [[0, 3]]).order).toEqual([1, 0, 3, 2]);
  expect(sortTopologically([1, 1, 1], []).order).toEqual([0, 1, 2]);
});

it('drops wishes where they close a circle, and only there cuts one of others', () => {
  expect(sortTopologically([0, 1], [[0, 1]], [[1, 0]])).toEqual({ order: [0, 1], cycles: [] });
  expect(sortTopologically([0, 1], [], [[1, 0]])).toEqual({ order: [1, 0], cycles: [] });
  expect(sortTopologically([2, 1, 3], [[0, 1], [1, 0], [0, 2]])).toEqual({ order: [1, 0, 2], cycles: [1] });
});

it('takes fifty thousand nodes', () => {
  const ranks = Array.from({ length: 50_000 }, (_, at) => at % 7);
  const { order } = sortTopologically(ranks, ranks.slice(1).map((_, at) => [at, at + 1] as const));
  expect(order).toEqual(ranks.map((_, at) => at));
});
