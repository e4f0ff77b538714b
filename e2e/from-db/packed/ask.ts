import { callJson } from '../../harness';

/** Method and path, body, status, and what of the reply's JSON has to be so. */
export type ApiCall = readonly [request: string, body: unknown, status: number, json: object | undefined];

/** The envelope of an error. */
export const error = (code: string, field?: string): object => ({ error: { code, ...(field !== undefined && { details: [{ field }] }) }, meta: { requestId: expect.any(String) as string } });

/** Sends the calls one after the other and expects each reply. */
export async function expectReplies(origin: string, calls: readonly ApiCall[]): Promise<void> {
  for (const [request, body, status, json] of calls) {
    const [method = '', path = ''] = request.split(' ');
    const reply = await callJson(origin, method, encodeURI(path), body);
    expect({ request, status: reply.status, json: reply.json as unknown }).toMatchObject({ request, status, json });
  }
}
