import type { IncomingHttpHeaders } from 'node:http';
import type { RawRequest } from '../../validation/runtime/types';

const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i;

/** A request target (RFC 9112 §3.2) cut at its query, nothing decoded; proxies may send `http://host/path`. */
export function rawRequestOf(target: string, headers: IncomingHttpHeaders): RawRequest {
  const url = target.charCodeAt(0) === 47 /* / */ ? target : target.replace(ORIGIN, '') || '/';
  const mark = url.indexOf('?');
  return mark === -1 ? { path: url, query: '', headers } : { path: url.slice(0, mark), query: url.slice(mark + 1), headers };
}
