"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
Object.defineProperty(exports, "__esModule", { value: true });
exports.loadSource = loadSource;
const promises_1 = require("node:fs/promises");
const node_url_1 = require("node:url");
const path = __importStar(require("node:path"));
const fetch_text_1 = require("./fetch-text");
const location_1 = require("./location");
const limits_1 = require("./limits");
const parse_source_1 = require("./parse-source");
/**
 * Reads and parses one file.
 *
 * @param location absolute path or URL
 * @param file as shown to people
 */
async function loadSource(location, file, options) {
    const limit = options.maxFileSize ?? limits_1.MAX_FILE_SIZE;
    try {
        const text = (0, location_1.isRemote)(location)
            ? await (0, fetch_text_1.fetchText)(location, limit, options.remoteTimeout ?? limits_1.REMOTE_TIMEOUT)
            : await readLocal(location, limit, options);
        if (text === undefined)
            return tooLarge(file, limit);
        return (0, parse_source_1.parseSource)(location, file, text);
    }
    catch (error) {
        return notFound(file, error);
    }
}
async function readLocal(location, limit, options) {
    const file = location.startsWith('file:') ? (0, node_url_1.fileURLToPath)(location) : location;
    if (options.readFile) {
        const text = await options.readFile(file);
        return text.length > limit ? undefined : text;
    }
    const { size } = await (0, promises_1.stat)(file);
    if (size > limit)
        return undefined;
    return decode(await (0, promises_1.readFile)(file));
}
/** UTF-8 by default; UTF-16 by its byte order mark (YAML 1.2 §5.2). */
function decode(bytes) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe)
        return bytes.toString('utf16le', 2);
    if (bytes[0] === 0xfe && bytes[1] === 0xff)
        return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le');
    return bytes.toString('utf8');
}
function tooLarge(file, limit) {
    return {
        code: 'BACKEND_SOURCE_TOO_LARGE',
        message: `${file} is larger than ${Math.floor(limit / 1024 / 1024)} MiB`,
        help: 'Split the document into files, or raise the limit',
    };
}
function notFound(file, error) {
    const reasons = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'access is denied' };
    const reason = reasons[error.code ?? ''] ?? error.message;
    return {
        code: 'BACKEND_SOURCE_NOT_FOUND',
        message: `${file} could not be read: ${reason}`,
        help: `Check the path${path.isAbsolute(file) ? '' : '; it is relative to the folder of the file that names it'}`,
    };
}
