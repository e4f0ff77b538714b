import { readFileSync } from 'node:fs';
import { METHODS } from 'node:http';
import path from 'node:path';
import type { LoadRequest } from '../plan/plan';
import type { LoadtestOptions } from './options';
import { parseHeaders } from './parse-headers';
import type { Problems } from './problems';

/**
 * The requests that `url`, `method`, `headers` and `body` describe, one for each URL.
 * @param folder what `@file` is relative to
 * @param started the run starts the server itself, so a URL may be a path
 */
export function parseRequests(options: LoadtestOptions, folder: string, started: boolean, problems: Problems): LoadRequest[] {
  const urls = [options.url ?? []].flat().filter((url) => url !== '');
  if (urls.length === 0) {
    problems.report('BACKEND_LOAD_TARGET_MISSING', 'there is no URL to load', 'Pass --url=http://localhost:3000/path, or --command="node dist/main.js" --url=/path to have the server started');
  }
  const method = (options.method ?? 'GET').toUpperCase();
  if (!METHODS.includes(method) || method === 'CONNECT') problems.invalid(`--method is ${JSON.stringify(options.method)}`, 'Pass an HTTP method: GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS');
  const headers = parseHeaders([options.headers ?? []].flat(), problems);
  const body = parseBody(options.body, folder, problems);
  if (body?.json && !hasHeader(headers, 'content-type')) headers['content-type'] = 'application/json';
  return urls.flatMap((text) => {
    const parsed = parseUrl(text, started, problems);
    if (!parsed) return [];
    const { authorization } = parsed;
    const own = authorization === undefined || hasHeader(headers, 'authorization') ? headers : { ...headers, authorization };
    return [{ url: parsed.url, method, headers: own, ...(body && { body: body.content }) }];
  });
}

/** An address, or a path where the run starts the server; credentials in it become a header. */
export function parseUrl(text: string, started: boolean, problems: Problems): { url: string; authorization?: string } | undefined {
  if (started && text.startsWith('/')) return { url: text };
  const plain = started ? text.replaceAll('{port}', '1') : text;
  const url = URL.canParse(plain) ? new URL(plain) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    const help = text.startsWith('/') ? 'Pass a whole address, or --command to have the server started' : 'Pass an address that begins with http:// or https://';
    problems.invalid(`--url is ${JSON.stringify(text)}`, help);
    return undefined;
  }
  if (!url.username && !url.password) return { url: text };
  const credentials = Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64');
  return { url: text.replace(/^(https?:\/\/)[^/?#]*@/i, '$1'), authorization: `Basic ${credentials}` };
}

function hasHeader(headers: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.keys(headers).some((other) => other.toLowerCase() === name);
}

function parseBody(body: LoadtestOptions['body'], folder: string, problems: Problems): { content: string | Uint8Array; json: boolean } | undefined {
  if (body === undefined || body === '') return undefined;
  if (typeof body !== 'string') return { content: JSON.stringify(body), json: true };
  if (!body.startsWith('@')) return { content: body, json: isJson(body) };
  const file = body.slice(1);
  try {
    return { content: readFileSync(path.resolve(folder, file)), json: file.endsWith('.json') };
  } catch (error) {
    problems.report('BACKEND_LOAD_BODY_UNREADABLE', `the body's file ${JSON.stringify(file)} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, 'Give a path from the workspace\'s root after the @; a text that begins with @ can come from a file');
    return undefined;
  }
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
