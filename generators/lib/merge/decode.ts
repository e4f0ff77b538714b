/** Bytes as text without loss (a byte order mark stays); undefined when they are not UTF-8, so that nobody writes them back changed. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
