import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as path from 'node:path';
import type { DiagnosticCode } from '../../diagnostics';
import { fetchText } from './fetch-text';
import { isRemote } from './location';
import { MAX_FILE_SIZE, REMOTE_TIMEOUT } from './limits';
import { parseSource } from './parse-source';
import type { Parsed } from './parsed';

/** How documents are read; every limit has a default. */
export interface ReadOptions {
  /** Follow `http:` and `https:` references. Default: false. */
  readonly allowRemote?: boolean;
  /** Bytes one file may have. Default: 64 MiB. */
  readonly maxFileSize?: number;
  /** Bytes all files together may have. Default: 256 MiB. */
  readonly maxTotalSize?: number;
  /** Milliseconds one remote file may take. Default: 30 000. */
  readonly remoteTimeout?: number;
  /** Folder a relative entry is relative to. Default: the process's. */
  readonly cwd?: string;
  /** Reads a local file instead of the disk: an Nx tree, a test. Rejects when there is none. */
  readonly readFile?: (file: string) => Promise<string>;
}

/** Why a file could not be had; the reference that needs it says where. */
export interface LoadFailure {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly help: string;
}

/**
 * Reads and parses one file.
 *
 * @param location absolute path or URL
 * @param file as shown to people
 */
export async function loadSource(location: string, file: string, options: ReadOptions): Promise<Parsed | LoadFailure> {
  const limit = options.maxFileSize ?? MAX_FILE_SIZE;
  try {
    const text = isRemote(location)
      ? await fetchText(location, limit, options.remoteTimeout ?? REMOTE_TIMEOUT)
      : await readLocal(location, limit, options);
    if (text === undefined) return tooLarge(file, limit);
    return parseSource(location, file, text);
  } catch (error) {
    return notFound(file, error as NodeJS.ErrnoException);
  }
}

async function readLocal(location: string, limit: number, options: ReadOptions): Promise<string | undefined> {
  const file = location.startsWith('file:') ? fileURLToPath(location) : location;
  if (options.readFile) {
    const text = await options.readFile(file);
    return text.length > limit ? undefined : text;
  }
  const { size } = await stat(file);
  if (size > limit) return undefined;
  return decode(await readFile(file));
}

/** UTF-8 by default; UTF-16 by its byte order mark (YAML 1.2 §5.2). */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le');
  return bytes.toString('utf8');
}

function tooLarge(file: string, limit: number): LoadFailure {
  return {
    code: 'BACKEND_SOURCE_TOO_LARGE',
    message: `${file} is larger than ${Math.floor(limit / 1024 / 1024)} MiB`,
    help: 'Split the document into files, or raise the limit',
  };
}

function notFound(file: string, error: NodeJS.ErrnoException): LoadFailure {
  const reasons: Record<string, string> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', ENOTDIR: 'a part of its path is a file', EACCES: 'access is denied' };
  const reason = reasons[error.code ?? ''] ?? error.message;
  return {
    code: 'BACKEND_SOURCE_NOT_FOUND',
    message: `${file} could not be read: ${reason}`,
    help: error.code === 'EISDIR' ? 'Name the document itself' : `Check the path${path.isAbsolute(file) ? '' : '; it is relative to the folder of the file that names it'}`,
  };
}
