import { randomUUID } from 'node:crypto';

// What logs, headers and URLs can hold unescaped; anything else a client sends is replaced.
const SANE = /^[A-Za-z0-9._:@/+=-]{1,128}$/;

/** The request's id: the client's `x-request-id` when it is sane, else a new UUID. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && SANE.test(header) ? header : randomUUID();
}
