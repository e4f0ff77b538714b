"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Source = void 0;
const pointer_1 = require("../refs/pointer");
const index_json_1 = require("./index-json");
const line_table_1 = require("./line-table");
const index_yaml_1 = require("./index-yaml");
/** One file that was read. Positions are computed only when somebody asks for one. */
class Source {
    location;
    file;
    text;
    format;
    value;
    parsed;
    lines;
    index;
    /**
     * @param location absolute path or URL
     * @param file as shown to people: relative to the entry's folder, or the URL
     * @param parsed the text as the parser took it, where that is not as it stands; offsets are the same
     */
    constructor(location, file, text, format, value, parsed = text) {
        this.location = location;
        this.file = file;
        this.text = text;
        this.format = format;
        this.value = value;
        this.parsed = parsed;
    }
    /** Position of the member a pointer names (its key, or the item itself in a list). */
    position(tokens) {
        if (this.format === 'text')
            return this.at(0);
        this.index ??= this.format === 'json' ? (0, index_json_1.jsonIndex)(this.text) : (0, index_yaml_1.yamlIndex)(this.parsed);
        return this.at(this.index.offset(tokens));
    }
    /** Position of an offset in UTF-16 code units. */
    at(offset) {
        this.lines ??= new line_table_1.LineTable(this.text);
        return { file: this.file, ...this.lines.locate(offset) };
    }
    pointer(tokens) {
        return (0, pointer_1.formatPointer)(tokens);
    }
}
exports.Source = Source;
