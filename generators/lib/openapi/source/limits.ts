/** Nesting beyond which no real document goes, while recursion over it is still safe. */
export const MAX_NESTING = 500;
/** Nodes YAML aliases may expand to. */
export const MAX_EXPANDED_NODES = 5_000_000;
/** Bytes one file may have: 64 MiB. */
export const MAX_FILE_SIZE = 64 * 1024 * 1024;
/** Bytes all files together may have: 256 MiB. */
export const MAX_TOTAL_SIZE = 256 * 1024 * 1024;
/** Milliseconds a remote file may take. */
export const REMOTE_TIMEOUT = 30_000;
