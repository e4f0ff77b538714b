/** What openapi.ts and operations.ts say about a small API, by hand. */
export interface User {
  id: number;
  name: string;
}
export interface Problem {
  code: string;
}

export interface GetUserInput {
  params: { id: number };
  query: { verbose?: boolean; page: number };
  headers: { 'x-limit': number; 'x-tenant'?: string };
  cookies: { session?: string };
  body: User | undefined;
}

export interface GetUserReplies {
  200: { json: User };
  204: {};
  '4XX': { json: Problem };
  default: { raw: string };
}

/** Neither 200 nor default. */
export interface CreateReplies {
  201: { json: User };
  202: { raw: string | Uint8Array };
  409: { json: Problem };
}

/** One success, which is not 200. */
export interface OnlyCreatedReplies {
  201: { json: User };
  404: {};
}
