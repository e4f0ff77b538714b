"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.parseSource = parseSource;
const parse_json_1 = require("./parse-json");
const parse_yaml_1 = require("./parse-yaml");
const source_1 = require("./source");
const PROSE = /\.(md|markdown|mdx|txt|html?)$/i;
/**
 * Parses one file by its content: text that starts with `{` or `[` is JSON, which is faster and
 * stricter; when it is not, it is read as YAML, of which JSON is a part. Prose, which descriptions
 * are kept in (`description: { $ref: ./intro.md }`), is one string.
 */
function parseSource(location, file, text) {
    if (PROSE.test(location))
        return { source: new source_1.Source(location, file, text, 'text', text), problems: [] };
    if (!/^\ufeff?\s*[{[]/.test(text))
        return (0, parse_yaml_1.parseYaml)(location, file, text);
    const json = (0, parse_json_1.parseJson)(location, file, text);
    if (json.source)
        return json;
    const yaml = (0, parse_yaml_1.parseYaml)(location, file, text);
    if (!yaml.source)
        return json;
    return {
        source: yaml.source,
        problems: [...json.problems.map((p) => ({ ...p, code: 'BACKEND_SOURCE_JSON_AS_YAML' })), ...yaml.problems],
    };
}
