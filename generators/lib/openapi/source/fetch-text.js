"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.fetchText = fetchText;
/**
 * Fetches a text over http(s). Undefined when it exceeds the limit.
 *
 * @param limit bytes
 * @param timeout milliseconds for the whole reply
 */
async function fetchText(url, limit, timeout) {
    const reply = await fetch(url, { signal: AbortSignal.timeout(timeout), headers: { accept: 'application/json, application/yaml, */*' } });
    if (!reply.ok)
        throw new Error(`the server answered ${reply.status}`);
    if (Number(reply.headers.get('content-length') ?? 0) > limit)
        return undefined;
    const decoder = new TextDecoder();
    let text = '';
    let size = 0;
    for await (const chunk of reply.body ?? []) {
        size += chunk.byteLength;
        if (size > limit)
            return undefined;
        text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
}
