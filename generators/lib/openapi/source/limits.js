"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.REMOTE_TIMEOUT = exports.MAX_TOTAL_SIZE = exports.MAX_FILE_SIZE = exports.MAX_EXPANDED_NODES = exports.MAX_NESTING = void 0;
/** Nesting beyond which no real document goes, while recursion over it is still safe. */
exports.MAX_NESTING = 500;
/** Nodes YAML aliases may expand to. */
exports.MAX_EXPANDED_NODES = 5_000_000;
/** Bytes one file may have: 64 MiB. */
exports.MAX_FILE_SIZE = 64 * 1024 * 1024;
/** Bytes all files together may have: 256 MiB. */
exports.MAX_TOTAL_SIZE = 256 * 1024 * 1024;
/** Milliseconds a remote file may take. */
exports.REMOTE_TIMEOUT = 30_000;
