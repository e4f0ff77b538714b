import { isExponential, isPolynomial } from './ambiguity';
import { buildAutomaton } from './automaton';
import { parsePattern } from './syntax-tree';

/** How long a failing match can take, in the length of the text. */
export type Growth = 'linear' | 'polynomial' | 'exponential';

const known = new Map<string, Growth>();

/** Examines a pattern that `RegExp` accepts for catastrophic backtracking; what is too large to examine counts as linear. */
export function growthOf(source: string, flags: string): Growth {
  const id = `${flags} ${source}`;
  let growth = known.get(id);
  if (!growth) known.set(id, (growth = examine(source, flags)));
  return growth;
}

function examine(source: string, flags: string): Growth {
  const { tree, anchored } = parsePattern(source);
  const automaton = buildAutomaton(tree, flags, anchored);
  if (!automaton) return 'linear';
  if (isExponential(automaton)) return 'exponential';
  return isPolynomial(automaton) ? 'polynomial' : 'linear';
}
