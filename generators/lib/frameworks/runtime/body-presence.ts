import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request has a body (RFC 9112 §6): HTTP/1 says so by Content-Length or
 * Transfer-Encoding; an HTTP/2 request with a body names its type. A length of 0 counts as none.
 */
export function hasBody(headers: IncomingHttpHeaders, httpVersionMajor: number): boolean {
  const length = headers['content-length'];
  if (length !== undefined) return length !== '0';
  if (headers['transfer-encoding'] !== undefined) return true;
  return httpVersionMajor >= 2 && headers['content-type'] !== undefined;
}
