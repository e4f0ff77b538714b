import { CORE_SCHEMA, load, mergeTag, YAMLException, type LoadOptions } from 'js-yaml';
import type { Problem } from '../problems';
import { expandedSize } from './expanded-size';
import { indentFlow } from './indent-flow';
import { yamlDuplicates } from './yaml-duplicates';
import { MAX_EXPANDED_NODES, MAX_NESTING } from './limits';
import type { Parsed } from './parsed';
import { Source } from './source';

// YAML 1.2 core: `on`, `yes` and `2020-01-01` are strings; merge keys are YAML 1.1's, but much used.
const SCHEMA = CORE_SCHEMA.withTags(mergeTag);

/** Parses one YAML 1.2 document into JSON values; keys become strings (`200:` → `"200"`). */
export function parseYaml(location: string, file: string, text: string): Parsed {
  const options = { schema: SCHEMA, maxDepth: MAX_NESTING, maxTotalMergeKeys: 1_000_000 };
  const problems: Problem[] = [];
  let loaded: Loaded;
  try {
    loaded = loadMended(text, options);
  } catch (error) {
    const first = syntaxProblem(error, location, file, text);
    if (!first.message.includes('duplicated mapping key')) return { problems: [first] };
    try {
      loaded = loadMended(text, { ...options, json: true });
    } catch (second) {
      return { problems: [syntaxProblem(second, location, file, text)] };
    }
    problems.push(...yamlDuplicates(new Source(location, file, text, 'yaml', loaded.value, loaded.text)));
  }
  const { value, mended } = loaded;
  const source = new Source(location, file, text, 'yaml', value, loaded.text);
  if (mended !== undefined) {
    const message = 'a line inside {…} or […] is indented less than YAML asks; it is read all the same';
    problems.push({ code: 'BACKEND_SOURCE_INDENTATION', message, help: 'Indent it, and the closing bracket, more than the line the bracket opens on', source, offset: mended });
  }
  const size = text.includes('*') ? expandedSize(value) : 0;
  if (size <= MAX_EXPANDED_NODES) return { source, problems };
  const message = size === Infinity ? 'a YAML alias contains itself, or aliases nest without end' : 'YAML aliases expand to more than five million nodes';
  return { problems: [{ code: 'BACKEND_SOURCE_ALIASES', message, help: 'Use $ref instead of aliases', source, offset: 0 }] };
}

interface Loaded {
  readonly value: unknown;
  /** The text that was parsed, character for character as long as the original. */
  readonly text: string;
  /** Offset of the first line whose indentation had to be made up for. */
  readonly mended?: number;
}

/** Characters to parse again, in all, for the sake of indentation: every place costs one more run. */
const MAX_MENDING = 200_000_000;

function loadMended(original: string, options: LoadOptions): Loaded {
  let text = original;
  let mended: number | undefined;
  for (let budget = MAX_MENDING; ; budget -= text.length) {
    try {
      return { value: load(text, options), text, ...(mended !== undefined && { mended }) };
    } catch (error) {
      const position = error instanceof YAMLException && error.reason === 'deficient indentation' ? positionOf(error) : undefined;
      const next = position === undefined || budget < text.length ? undefined : indentFlow(text, position);
      if (next === undefined || next === text) throw error;
      text = next;
      mended ??= position;
    }
  }
}

function positionOf(error: YAMLException): number | undefined {
  return (error.mark as { position?: number } | undefined)?.position;
}

function syntaxProblem(error: unknown, location: string, file: string, text: string): Problem {
  if (!(error instanceof YAMLException)) throw error;
  const deep = error.reason.includes('maxDepth');
  return {
    code: deep ? 'BACKEND_SOURCE_NESTING' : 'BACKEND_SOURCE_SYNTAX',
    message: deep ? `objects are nested more than ${MAX_NESTING} levels deep` : `not valid YAML: ${error.reason}`,
    help: deep ? 'Flatten the document, or use $ref' : 'Correct the syntax at this place',
    source: new Source(location, file, text, 'yaml', undefined),
    offset: positionOf(error) ?? 0,
  };
}
