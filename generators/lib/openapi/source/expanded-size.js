"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.expandedSize = expandedSize;
/**
 * Nodes a value has when shared objects (YAML aliases) are counted at each place they stand;
 * Infinity when one contains itself, or when they nest too deeply to count. `a: &a [x, x], b: &b [*a, *a], c: [*b, *b]` doubles a line.
 */
function expandedSize(root) {
    const known = new Map();
    const size = (node) => {
        if (typeof node !== 'object' || node === null)
            return 1;
        const before = known.get(node);
        if (before !== undefined)
            return before;
        known.set(node, Infinity);
        let sum = 1;
        for (const child of Object.values(node))
            sum += size(child);
        known.set(node, sum);
        return sum;
    };
    try {
        return size(root);
    }
    catch (error) {
        // The input that breaks: ten thousand lines `xN: &xN [*xM]`, each one level deeper.
        if (error instanceof RangeError)
            return Infinity;
        throw error;
    }
}
