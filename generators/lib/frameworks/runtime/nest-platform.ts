import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as Nest hands it on: Fastify's, which holds Node's as `raw`, or Express's, which is Node's. */
export type PlatformRequest = IncomingMessage & { raw?: IncomingMessage; originalUrl?: string };

/** What both adapters' replies have in common. */
export interface PlatformReply {
  status(code: number): unknown;
  /** Fastify's. */
  header(name: string, value: string | string[]): unknown;
  raw?: ServerResponse;
  send(body: unknown): unknown;
  sent?: boolean;
}

export type PlatformResponse = ServerResponse & Partial<PlatformReply>;

export function nodeRequest(request: PlatformRequest): IncomingMessage {
  return request.raw ?? request;
}

/** Middleware on Fastify gets Node's own response, which has no `raw`. */
export function nodeResponse(response: PlatformResponse): ServerResponse {
  return response.raw ?? response;
}

/** The target as it was sent: Express cuts `url` below a mounted router. */
export function targetOf(request: PlatformRequest): string {
  return request.originalUrl ?? nodeRequest(request).url ?? '/';
}

export function setHeader(response: PlatformResponse, name: string, value: string | string[]): void {
  if (response.raw === undefined) response.setHeader(name, value);
  else (response as PlatformReply).header(name, value);
}
