"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.yamlDuplicates = yamlDuplicates;
const js_yaml_1 = require("js-yaml");
const limits_1 = require("./limits");
const parse_json_1 = require("./parse-json");
/** Every key that stands twice in a mapping, `<<` included. */
function yamlDuplicates(source) {
    const problems = [];
    const open = [];
    for (const event of (0, js_yaml_1.parseEvents)(source.parsed, { maxDepth: limits_1.MAX_NESTING })) {
        if (event.type === js_yaml_1.EVENT_ID.DOCUMENT) {
            open.push({ keys: undefined, atKey: false });
            continue;
        }
        if (event.type === js_yaml_1.EVENT_ID.POP) {
            open.pop();
            continue;
        }
        const frame = open.at(-1);
        if (frame?.keys) {
            if (frame.atKey && event.type === js_yaml_1.EVENT_ID.SCALAR) {
                const key = (0, js_yaml_1.getScalarValue)(source.parsed, event);
                if (frame.keys.has(key))
                    problems.push((0, parse_json_1.duplicate)(source, key, event.valueStart));
                frame.keys.add(key);
            }
            frame.atKey = !frame.atKey;
        }
        if (event.type === js_yaml_1.EVENT_ID.MAPPING)
            open.push({ keys: new Set(), atKey: true });
        else if (event.type === js_yaml_1.EVENT_ID.SEQUENCE)
            open.push({ keys: undefined, atKey: false });
    }
    return problems;
}
