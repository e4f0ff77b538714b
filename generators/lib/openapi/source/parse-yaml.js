"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.parseYaml = parseYaml;
const js_yaml_1 = require("js-yaml");
const expanded_size_1 = require("./expanded-size");
const indent_flow_1 = require("./indent-flow");
const yaml_duplicates_1 = require("./yaml-duplicates");
const limits_1 = require("./limits");
const source_1 = require("./source");
// YAML 1.2 core: `on`, `yes` and `2020-01-01` are strings; merge keys are YAML 1.1's, but much used.
const SCHEMA = js_yaml_1.CORE_SCHEMA.withTags(js_yaml_1.mergeTag);
/** Parses one YAML 1.2 document into JSON values; keys become strings (`200:` → `"200"`). */
function parseYaml(location, file, text) {
    const options = { schema: SCHEMA, maxDepth: limits_1.MAX_NESTING, maxTotalMergeKeys: 1_000_000 };
    const problems = [];
    let loaded;
    try {
        loaded = loadMended(text, options);
    }
    catch (error) {
        const first = syntaxProblem(error, location, file, text);
        if (!first.message.includes('duplicated mapping key'))
            return { problems: [first] };
        try {
            loaded = loadMended(text, { ...options, json: true });
        }
        catch (second) {
            return { problems: [syntaxProblem(second, location, file, text)] };
        }
        problems.push(...(0, yaml_duplicates_1.yamlDuplicates)(new source_1.Source(location, file, text, 'yaml', loaded.value, loaded.text)));
    }
    const { value, mended } = loaded;
    const source = new source_1.Source(location, file, text, 'yaml', value, loaded.text);
    if (mended !== undefined) {
        const message = 'a line inside {…} or […] is indented less than YAML asks; it is read all the same';
        problems.push({ code: 'BACKEND_SOURCE_INDENTATION', message, help: 'Indent it, and the closing bracket, more than the line the bracket opens on', source, offset: mended });
    }
    const size = text.includes('*') ? (0, expanded_size_1.expandedSize)(value) : 0;
    if (size <= limits_1.MAX_EXPANDED_NODES)
        return { source, problems };
    const message = size === Infinity ? 'a YAML alias contains itself, or aliases nest without end' : 'YAML aliases expand to more than five million nodes';
    return { problems: [{ code: 'BACKEND_SOURCE_ALIASES', message, help: 'Use $ref instead of aliases', source, offset: 0 }] };
}
/** Characters to parse again, in all, for the sake of indentation: every place costs one more run. */
const MAX_MENDING = 200_000_000;
function loadMended(original, options) {
    let text = original;
    let mended;
    for (let budget = MAX_MENDING;; budget -= text.length) {
        try {
            return { value: (0, js_yaml_1.load)(text, options), text, ...(mended !== undefined && { mended }) };
        }
        catch (error) {
            const position = error instanceof js_yaml_1.YAMLException && error.reason === 'deficient indentation' ? positionOf(error) : undefined;
            const next = position === undefined || budget < text.length ? undefined : (0, indent_flow_1.indentFlow)(text, position);
            if (next === undefined || next === text)
                throw error;
            text = next;
            mended ??= position;
        }
    }
}
function positionOf(error) {
    return error.mark?.position;
}
function syntaxProblem(error, location, file, text) {
    if (!(error instanceof js_yaml_1.YAMLException))
        throw error;
    const deep = error.reason.includes('maxDepth');
    return {
        code: deep ? 'BACKEND_SOURCE_NESTING' : 'BACKEND_SOURCE_SYNTAX',
        message: deep ? `objects are nested more than ${limits_1.MAX_NESTING} levels deep` : `not valid YAML: ${error.reason}`,
        help: deep ? 'Flatten the document, or use $ref' : 'Correct the syntax at this place',
        source: new source_1.Source(location, file, text, 'yaml', undefined),
        offset: positionOf(error) ?? 0,
    };
}
