"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.LineTable = void 0;
/** Offsets of line starts, for turning an offset into line and column by bisection. */
class LineTable {
    starts = [0];
    constructor(text) {
        for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
            this.starts.push(at + 1);
    }
    /** Line and column, both from 1; columns count UTF-16 code units. */
    locate(offset) {
        let low = 0;
        let high = this.starts.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.starts[middle] <= offset)
                low = middle;
            else
                high = middle - 1;
        }
        return { line: low + 1, column: offset - this.starts[low] + 1 };
    }
}
exports.LineTable = LineTable;
