import { findJsonError } from './json-position';

/** A small linear congruential generator: the same texts on every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 1103515245 + 12345) % 2 ** 31) % below;
}

const WHOLE = JSON.stringify({ name: 'A "quoted" \\ é', list: [1, -2.5e10, true, null, [], {}], deep: { a: { b: [{ c: '' }] } } });
const PIECES = ['{', '}', '[', ']', ',', ':', '"', '\\', '-', '0', '1e', 't', ' ', '\n', '\u0001', 'é', '\\u12', 'null'];

test('says where the engine says, for mutated texts', () => {
  const next = random(7);
  let compared = 0;
  for (let i = 0; i < 20_000; i++) {
    const at = next(WHOLE.length);
    const text = WHOLE.slice(0, at) + PIECES[next(PIECES.length)]! + WHOLE.slice(at + next(3));
    let position: number | undefined;
    try {
      JSON.parse(text);
      continue;
    } catch (error) {
      position = Number(/position (\d+)/.exec((error as Error).message)?.[1]);
      if (/end of JSON/.test((error as Error).message)) position = text.length;
    }
    if (Number.isNaN(position)) continue;
    const { line, column } = findJsonError(text);
    const lines = text.slice(0, position).split('\n');
    // Inside a malformed token (`-x`, `1e,`, `nul`, `\\x`) its beginning is just as good.
    if (/[\w.+\\-]/.test(text[position! - 1] ?? '')) continue;
    compared++;
    expect([text, line, column]).toEqual([text, lines.length, lines.at(-1)!.length + 1]);
  }
  expect(compared).toBeGreaterThan(5000);
});

test('takes megabytes and depth', () => {
  expect(findJsonError(`"${'x\\n'.repeat(1_000_000)}`)).toEqual({ line: 1, column: 3_000_002 });
  expect(findJsonError('['.repeat(1_000_000))).toEqual({ line: 1, column: 1_000_001 });
});
