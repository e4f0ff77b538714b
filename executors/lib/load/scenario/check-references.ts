import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import type { Feeder } from '../drive/drive-plan';
import { referencesIn } from '../drive/slot-text';
import type { ScenarioSource } from './read-scenario';

type Tokens = readonly (string | number)[];

const BUILT_IN = ['$uuid', '$counter', '$now', '$user'];

/** Names that texts refer to and nothing has; and the environment variables they want. */
export function checkReferences({ scenario, problem }: ScenarioSource, feeders: Readonly<Record<string, Feeder>>): { readonly found: readonly Diagnostic[]; readonly names: readonly { readonly name: string; readonly tokens: Tokens }[] } {
  const found: Diagnostic[] = [];
  const names: { name: string; tokens: Tokens }[] = [];
  const columns = Object.entries(feeders).flatMap(([name, { rows: [row] }]) => Object.keys(row ?? {}).map((column) => `${name}.${column}`));
  scenario.flows.forEach(({ steps }, flow) => {
    const known = new Set([...BUILT_IN, ...columns]);
    steps.forEach((step, at) => {
      const { capture = {}, ...texts } = step;
      visit(texts, ['flows', flow, 'steps', at], (text, tokens) => {
        for (const name of referencesIn(text)) {
          if (/^env:[A-Za-z_]\w*$/.test(name)) names.push({ name, tokens });
          else if (!known.has(name)) found.push(problem('BACKEND_LOAD_SCENARIO_VARIABLE', tokens, `\${${name}} is not known here`, `Known are what earlier steps of the flow capture, columns of feeders and built-in values: ${[...known].join(', ')}`));
        }
      });
      for (const name of Object.keys(capture)) known.add(name);
    });
  });
  return { found, names };
}

function visit(value: unknown, tokens: Tokens, look: (text: string, tokens: Tokens) => void): void {
  if (typeof value === 'string') look(value, tokens);
  else if (typeof value === 'object' && value !== null) for (const [name, member] of Object.entries(value)) visit(member, [...tokens, name], look);
}
