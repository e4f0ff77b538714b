"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.parseJson = parseJson;
exports.duplicate = duplicate;
const pointer_1 = require("../refs/pointer");
const scan_json_1 = require("./scan-json");
const source_1 = require("./source");
/** Parses JSON (RFC 8259), a byte order mark allowed. Duplicate keys are problems; the last one wins. */
function parseJson(location, file, text) {
    const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    let value;
    try {
        value = JSON.parse(body);
    }
    catch (error) {
        const { message } = error;
        const at = / at position (\d+)/.exec(message);
        const fact = message.replace(/ (in JSON )?at position.*$/s, '').replace(/, (\.\.\.)?".*$/s, '');
        const problem = {
            code: 'BACKEND_SOURCE_SYNTAX',
            message: `not valid JSON: ${fact}`,
            help: 'Correct the syntax at this place',
            source: new source_1.Source(location, file, body, 'json', undefined),
            offset: at ? Number(at[1]) : body.trimEnd().length,
        };
        return { problems: [problem] };
    }
    const source = new source_1.Source(location, file, body, 'json', value);
    const duplicates = (0, scan_json_1.countMembers)(body) === sizeOf(value) ? [] : duplicateKeys(source);
    return { source, problems: duplicates };
}
/** Members of all objects in a JSON value; a lower count than the text has means duplicate keys. */
function sizeOf(root) {
    let size = 0;
    const stack = [root];
    while (stack.length > 0) {
        const node = stack.pop();
        if (Array.isArray(node)) {
            for (const item of node)
                if (typeof item === 'object' && item !== null)
                    stack.push(item);
        }
        else if ((0, pointer_1.isObject)(node)) {
            for (const key of Object.keys(node)) {
                size++;
                const child = node[key];
                if (typeof child === 'object' && child !== null)
                    stack.push(child);
            }
        }
    }
    return size;
}
function duplicateKeys(source) {
    const { text } = source;
    const problems = [];
    const open = [];
    for (let at = (0, scan_json_1.skipBlank)(text, 0); at < text.length;) {
        const unit = text[at];
        if (unit === '"') {
            const end = (0, scan_json_1.stringEnd)(text, at);
            const keys = open.at(-1);
            if (keys && text[(0, scan_json_1.skipBlank)(text, end)] === ':') {
                const key = JSON.parse(text.slice(at, end));
                if (keys.has(key))
                    problems.push(duplicate(source, key, at));
                keys.add(key);
            }
            at = end;
            continue;
        }
        if (unit === '{')
            open.push(new Set());
        else if (unit === '[')
            open.push(undefined);
        else if (unit === '}' || unit === ']')
            open.pop();
        at++;
    }
    return problems;
}
/** @param offset of the second occurrence */
function duplicate(source, key, offset) {
    return {
        code: 'BACKEND_SOURCE_DUPLICATE_KEY',
        message: `the key "${key}" stands twice in this object; the last one counts`,
        help: 'Remove or rename one of them',
        source,
        offset,
    };
}
