"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.PositionIndex = void 0;
/**
 * Finds offsets by walking from the root, one container at a time; a container's members are
 * scanned once. So the first lookup costs one pass over the file, later ones nearly nothing.
 */
class PositionIndex {
    root;
    start;
    scan;
    scanned = new Map();
    /**
     * @param root handle of the root value
     * @param scan lists the members of the container at a handle; empty for scalars
     * @param start offset of the root value
     */
    constructor(root, start, scan) {
        this.root = root;
        this.start = start;
        this.scan = scan;
    }
    /** Offset of the deepest member of the path that exists. */
    offset(tokens) {
        let handle = this.root;
        let offset = this.start;
        for (const token of tokens) {
            const entry = this.members(handle).entries.get(token);
            if (!entry)
                return offset;
            offset = entry.offset;
            handle = entry.value;
        }
        return offset;
    }
    members(handle) {
        let members = this.scanned.get(handle);
        if (!members)
            this.scanned.set(handle, (members = this.scan(handle)));
        return members;
    }
}
exports.PositionIndex = PositionIndex;
