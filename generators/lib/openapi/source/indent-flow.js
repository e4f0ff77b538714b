"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.indentFlow = indentFlow;
/**
 * Makes up for lines inside `{…}` or `[…]` that are indented less than the collection's own node,
 * which YAML 1.2 §7.4 forbids and every other parser lets pass (Docker's `example: {` … `}`).
 * The line breaks before such lines become spaces, so no offset changes.
 *
 * @param position where the parser complained: the first character of a line, after its indentation
 * @returns the text, or undefined when that is no place between two tokens of a flow collection
 */
function indentFlow(text, position) {
    const lines = [];
    let depth = 0;
    let at = position;
    // The rest of the innermost collection, so that one pass mends all of its lines.
    for (; at < text.length && depth >= 0; at++) {
        const char = text[at];
        if (char === '{' || char === '[')
            depth++;
        else if (char === '}' || char === ']')
            depth--;
        else if ((char === '"' || char === "'") && /[\s,:[{]/.test(text[at - 1] ?? '')) {
            const end = endOfQuoted(text, at);
            if (end === undefined)
                return undefined;
            at = end;
        }
        else if (char === '#' && /\s/.test(text[at - 1] ?? '')) {
            const end = text.indexOf('\n', at);
            if (end === -1)
                return undefined;
            lines.push(at);
            at = end;
        }
        else if (char === '\n')
            lines.push(at);
    }
    if (depth >= 0)
        return undefined;
    const start = blankStart(text, position);
    if (start === undefined)
        return undefined;
    let out = text.slice(0, start) + blank(text.slice(start, position));
    let from = position;
    for (const line of lines) {
        const end = text[line] === '#' ? text.indexOf('\n', line) + 1 : line + 1;
        out += text.slice(from, line) + blank(text.slice(line, end));
        from = end;
    }
    return out + text.slice(from);
}
/** Index of the closing quote. */
function endOfQuoted(text, start) {
    const quote = text[start];
    for (let at = start + 1; at < text.length; at++) {
        if (text[at] === '\\' && quote === '"')
            at++;
        else if (text[at] === quote) {
            if (quote === "'" && text[at + 1] === "'")
                at++;
            else
                return at;
        }
    }
    return undefined;
}
/** Where the white space and comments before a token begin. */
function blankStart(text, position) {
    let start = position;
    for (;;) {
        while (start > 0 && /\s/.test(text[start - 1]))
            start--;
        const line = text.lastIndexOf('\n', start - 1) + 1;
        const comment = commentIn(text.slice(line, start));
        if (comment === undefined)
            return start;
        start = line + comment;
        if (start === 0)
            return undefined;
    }
}
/** Index of a line's comment, outside quotes. */
function commentIn(line) {
    for (let at = 0; at < line.length; at++) {
        const char = line[at];
        const first = at === 0 || /[\s,:[{]/.test(line[at - 1]);
        if ((char === '"' || char === "'") && first)
            at = endOfQuoted(line, at) ?? line.length;
        else if (char === '#' && (at === 0 || /\s/.test(line[at - 1])))
            return at;
    }
    return undefined;
}
function blank(text) {
    return ' '.repeat(text.length);
}
