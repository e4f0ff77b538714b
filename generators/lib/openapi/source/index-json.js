"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.jsonIndex = jsonIndex;
const position_index_1 = require("./position-index");
const scan_json_1 = require("./scan-json");
/** Positions in valid JSON text, without parsing it again as a whole. */
function jsonIndex(text) {
    const start = (0, scan_json_1.skipBlank)(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
    return new position_index_1.PositionIndex(start, start, (at) => scanMembers(text, at));
}
function scanMembers(text, at) {
    const entries = new Map();
    const open = text[at];
    if (open !== '{' && open !== '[')
        return { entries };
    let cursor = (0, scan_json_1.skipBlank)(text, at + 1);
    for (let item = 0; cursor < text.length && text[cursor] !== '}' && text[cursor] !== ']'; item++) {
        const offset = cursor;
        let key = String(item);
        if (open === '{') {
            const end = (0, scan_json_1.stringEnd)(text, cursor);
            key = readKey(text.slice(cursor, end));
            cursor = (0, scan_json_1.skipBlank)(text, (0, scan_json_1.skipBlank)(text, end) + 1);
        }
        entries.set(key, { offset, value: cursor });
        cursor = (0, scan_json_1.skipBlank)(text, (0, scan_json_1.valueEnd)(text, cursor));
        if (text[cursor] === ',')
            cursor = (0, scan_json_1.skipBlank)(text, cursor + 1);
    }
    return { entries };
}
function readKey(literal) {
    return literal.includes('\\') ? JSON.parse(literal) : literal.slice(1, -1);
}
