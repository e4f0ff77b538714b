import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Observation } from '../observe';
import { codeDigest, digestOf, embeddedVersion, readCached, writeCached } from '../postgres/cache-files';
import type { ScriptStatement } from '../sources/parse-script';

export interface Seen {
  /** Of each pending script, one for each statement. */
  readonly observed: readonly (readonly Observation[])[];
  /** Tables that got no rows because they were too many. */
  readonly unseeded: number;
}

/** Those of data sources that nobody analyzes any more go. */
const KEPT = 64;

/**
 * A name for what is seen of statements: an embedded database that is empty at first shows what its version,
 * our own code and the statements' texts decide, and nothing else.
 */
export function observationsName(earlier: readonly ScriptStatement[], scripts: readonly (readonly ScriptStatement[])[], rows: Readonly<Record<string, number>> | undefined): string {
  const lib = path.join(__dirname, '..');
  const code = ['postgres', 'catalog', 'rules', 'observe', 'sources', 'analyze'].map((folder) => codeDigest(path.join(lib, folder)));
  const texts = (statements: readonly ScriptStatement[]): string[] => statements.map(({ text, data }) => (data === undefined ? text : `${text}\n${data}`));
  return `observed-${digestOf(embeddedVersion(), code, texts(earlier), scripts.map(texts), rows)}`;
}

/** What was seen of the same statements before; their places are those of today. */
export function recallObservations(name: string, scripts: readonly (readonly ScriptStatement[])[]): Seen | undefined {
  const bytes = readCached(name);
  if (bytes === undefined) return undefined;
  try {
    const { observed, unseeded } = deserialize(bytes) as Seen;
    return { unseeded, observed: observed.map((own, script) => own.map((observation, at) => ({ ...observation, statement: scripts[script]![at]! }))) };
  } catch {
    // Of another Node, or damaged.
    return undefined;
  }
}

export function rememberObservations(name: string, { observed, unseeded }: Seen): void {
  writeCached(name, serialize({ unseeded, observed: observed.map((own) => own.map(({ statement: _place, ...observation }) => observation)) }), KEPT);
}
