"use strict";
/** A scanner for text that JSON.parse has already accepted: it only finds ends, it checks nothing. */
Object.defineProperty(exports, "__esModule", { value: true });
exports.skipBlank = skipBlank;
exports.stringEnd = stringEnd;
exports.valueEnd = valueEnd;
exports.countMembers = countMembers;
const QUOTE = 34;
const BACKSLASH = 92;
/** First offset at or after `at` that is not white space. */
function skipBlank(text, at) {
    while (at < text.length && text.charCodeAt(at) <= 32)
        at++;
    return at;
}
/** Offset after the closing quote of the string that opens at `at`. */
function stringEnd(text, at) {
    let end = at + 1;
    for (;;) {
        end = text.indexOf('"', end);
        if (end === -1)
            return text.length;
        let slashes = 0;
        while (text.charCodeAt(end - 1 - slashes) === BACKSLASH)
            slashes++;
        end++;
        if (slashes % 2 === 0)
            return end;
    }
}
/** Offset after the value that starts at `at`. */
function valueEnd(text, at) {
    const first = text.charCodeAt(at);
    if (first === QUOTE)
        return stringEnd(text, at);
    if (text[at] !== '{' && text[at] !== '[')
        return scalarEnd(text, at);
    let depth = 0;
    while (at < text.length) {
        const unit = text.charCodeAt(at);
        if (unit === QUOTE) {
            at = stringEnd(text, at);
            continue;
        }
        at++;
        if (unit === 123 || unit === 91)
            depth++;
        else if ((unit === 125 || unit === 93) && --depth === 0)
            return at;
    }
    return at;
}
function scalarEnd(text, at) {
    while (at < text.length && !',]}'.includes(text[at]) && text.charCodeAt(at) > 32)
        at++;
    return at;
}
/** Number of object members in the text, duplicates included, by counting colons outside strings. */
function countMembers(text) {
    let members = 0;
    for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
        at = stringEnd(text, at);
        if (text.charCodeAt(skipBlank(text, at)) === 58)
            members++;
    }
    return members;
}
