import type { Parsed } from './parsed';
import { parseJson } from './parse-json';
import { parseYaml } from './parse-yaml';
import { Source } from './source';

const PROSE = /\.(md|markdown|mdx|txt|html?)$/i;

/**
 * Parses one file by its content: text that starts with `{` or `[` is JSON, which is faster and
 * stricter; when it is not, it is read as YAML, of which JSON is a part. Prose, which descriptions
 * are kept in (`description: { $ref: ./intro.md }`), is one string.
 */
export function parseSource(location: string, file: string, text: string): Parsed {
  if (PROSE.test(location)) return { source: new Source(location, file, text, 'text', text), problems: [] };
  if (!/^\ufeff?\s*[{[]/.test(text)) return parseYaml(location, file, text);
  const json = parseJson(location, file, text);
  if (json.source) return json;
  const yaml = parseYaml(location, file, text);
  if (!yaml.source) return json;
  return {
    source: yaml.source,
    problems: [...json.problems.map((p) => ({ ...p, code: 'BACKEND_SOURCE_JSON_AS_YAML' as const })), ...yaml.problems],
  };
}
