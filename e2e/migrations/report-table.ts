import type { Pair } from './fixtures';
import type { Outcome } from './run-pair';

/** How one direction of one pair came out. */
export interface Row {
  readonly pair: Pair;
  readonly verdict: 'right' | 'named' | 'wrong' | 'unloadable';
  readonly text: string;
}

/** A difference that the plan itself names is no silent one. */
export function toRow(pair: Pair, { failures, notes }: Pick<Outcome, 'failures' | 'notes'>): Row {
  if (failures.length === 0) return { pair, verdict: 'right', text: '' };
  const named = notes.find(({ code }) => code === 'unsupported-change' || code === 'unsupported-object' || code === 'needs-backfill');
  const text = failures.map(({ stage, text: detail }) => `${stage}: ${detail}`).join('\n');
  return { pair, verdict: named ? 'named' : 'wrong', text: named ? `${named.message}\n${text}` : text };
}

/** Rows by corpus, as text. */
export function reportTable(rows: readonly Row[]): string {
  const corpora = [...new Set(rows.map(({ pair }) => pair.name.split('/', 1)[0]!))];
  const count = (corpus: string, verdict: Row['verdict']) => rows.filter((row) => row.pair.name.startsWith(`${corpus}/`) && row.verdict === verdict).length;
  const lines = corpora.map((corpus) => [corpus, ...(['right', 'named', 'wrong', 'unloadable'] as const).map((verdict) => String(count(corpus, verdict)))]);
  return [['corpus', 'right', 'named', 'wrong', 'not loadable'], ...lines].map((cells) => cells.map((cell, at) => (at === 0 ? cell.padEnd(18) : cell.padStart(13))).join('')).join('\n');
}
