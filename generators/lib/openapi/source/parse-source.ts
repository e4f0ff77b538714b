import type { Parsed } from './parsed';
import { parseJson } from './parse-json';
import { parseYaml } from './parse-yaml';

/**
 * Parses one file by its content: text that starts with `{` or `[` is JSON, which is faster and
 * stricter; when it is not, it is read as YAML, of which JSON is a part.
 */
export function parseSource(location: string, file: string, text: string): Parsed {
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
