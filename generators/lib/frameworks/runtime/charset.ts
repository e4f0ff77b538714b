import { isUtf8 } from 'node:buffer';
import { malformedBody, unsupportedMediaType } from './failure';

const UTF8 = new Set<string | undefined>([undefined, 'utf-8', 'utf8']);
const LABELS = new Set(['utf-16', 'utf-16le', 'utf-16be', 'iso-8859-1', 'latin1', 'us-ascii', 'windows-1252', 'unicode-1-1-utf-8']);

/** Throws 415 for a charset that cannot be decoded. */
export function checkCharset(charset: string | undefined): void {
  if (!UTF8.has(charset) && !LABELS.has(charset!)) throw unsupportedMediaType(`The charset ${JSON.stringify(charset)} is not supported`);
}

/** Decodes bytes as text without a byte order mark; malformed bytes are refused, not replaced. */
export function decodeText(bytes: Buffer, charset: string | undefined): string {
  if (UTF8.has(charset)) {
    if (!isUtf8(bytes)) throw malformedBody('The body is not valid UTF-8');
    const text = bytes.toString();
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }
  const label = charset === 'utf-16' && bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : charset!;
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw malformedBody(`The body is not valid ${label}`);
  }
}
