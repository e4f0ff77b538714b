"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.yamlIndex = yamlIndex;
const js_yaml_1 = require("js-yaml");
const limits_1 = require("./limits");
const position_index_1 = require("./position-index");
/** Positions in YAML text that has already been parsed, from the parser's flat list of events. */
function yamlIndex(text) {
    const events = (0, js_yaml_1.parseEvents)(text, { maxDepth: limits_1.MAX_NESTING });
    const root = events.findIndex((e) => e.type !== js_yaml_1.EVENT_ID.DOCUMENT);
    return new position_index_1.PositionIndex(root, start(events[root]), (at) => scanMembers(text, events, follow(text, events, at)));
}
function scanMembers(text, events, at) {
    const entries = new Map();
    const event = events[at];
    if (event?.type !== js_yaml_1.EVENT_ID.MAPPING && event?.type !== js_yaml_1.EVENT_ID.SEQUENCE)
        return { entries };
    let cursor = at + 1;
    for (let item = 0; cursor < events.length && events[cursor].type !== js_yaml_1.EVENT_ID.POP; item++) {
        const key = events[cursor];
        if (event.type === js_yaml_1.EVENT_ID.MAPPING) {
            cursor = next(events, cursor);
            const name = key.type === js_yaml_1.EVENT_ID.SCALAR ? (0, js_yaml_1.getScalarValue)(text, key) : '';
            // A merged key stands where `<<` does unless the mapping has it itself.
            if (name === '<<')
                merge(entries, text, events, cursor, start(key));
            else
                entries.set(name, { offset: start(key), value: cursor });
        }
        else {
            entries.set(String(item), { offset: start(key), value: cursor });
        }
        cursor = next(events, cursor);
    }
    return { entries };
}
function merge(entries, text, events, at, offset) {
    const target = follow(text, events, at);
    for (const [key, entry] of scanMembers(text, events, target).entries) {
        if (!entries.has(key))
            entries.set(key, { offset, value: entry.value });
    }
}
/** The event an alias stands for: the last one before it with that anchor. */
function follow(text, events, at) {
    const event = events[at];
    if (event?.type !== js_yaml_1.EVENT_ID.ALIAS)
        return at;
    const name = text.slice(event.anchorStart, event.anchorEnd);
    for (let i = at - 1; i >= 0; i--) {
        const e = events[i];
        if ('anchorStart' in e && e.type !== js_yaml_1.EVENT_ID.ALIAS && e.anchorStart >= 0 && text.slice(e.anchorStart, e.anchorEnd) === name)
            return i;
    }
    return at;
}
/** Index of the event after the node that starts at `at`. */
function next(events, at) {
    let depth = 0;
    for (let i = at; i < events.length; i++) {
        const { type } = events[i];
        if (type === js_yaml_1.EVENT_ID.MAPPING || type === js_yaml_1.EVENT_ID.SEQUENCE)
            depth++;
        else if (type === js_yaml_1.EVENT_ID.POP)
            depth--;
        if (depth === 0)
            return i + 1;
    }
    return events.length;
}
function start(event) {
    if (!event)
        return 0;
    if ('valueStart' in event)
        return Math.max(event.valueStart - (event.style === 2 || event.style === 3 ? 1 : 0), 0);
    if ('start' in event)
        return event.start;
    return 'anchorStart' in event ? Math.max(event.anchorStart - 1, 0) : 0;
}
