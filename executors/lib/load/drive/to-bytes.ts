import type { Prepared } from './virtual-user';

/** A request of HTTP/1.1. Header values hold no line breaks by then, and a target is written as it is. */
export function toBytes({ method, target, headers, body }: Prepared, host: string): Buffer {
  const lines = [`${method} ${target.replace(/[\r\n\0 ]/g, (c) => encodeURIComponent(c))} HTTP/1.1`];
  if (!Object.keys(headers).some((name) => name.toLowerCase() === 'host')) lines.push(`Host: ${host}`);
  lines.push('Connection: keep-alive');
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  const content = Buffer.from(body ?? '');
  if (body !== undefined || /^(POST|PUT|PATCH)$/.test(method)) lines.push(`Content-Length: ${content.length}`);
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8'), content]);
}
