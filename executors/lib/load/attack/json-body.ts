import type { MediaType } from '../../../../generators/lib/model';
import type { AttackRequest, AttackSubject } from './subject';

/** The body of a request that is JSON; undefined where there is none. */
export function jsonBody({ values: { body } }: AttackSubject): { readonly content: MediaType; readonly value: unknown } | undefined {
  return body && /[/+]json$/.test(body.content.mediaType.split(';')[0]!.trim()) ? body : undefined;
}

/** The right request with another value as its JSON body. */
export function withBody({ values, with: write }: AttackSubject, value: unknown): AttackRequest {
  return write({ ...values, body: { content: values.body!.content, value } });
}

/** The right request with bytes in its body's place. */
export function withRawBody({ good }: AttackSubject, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): AttackRequest {
  return { ...good, headers: { ...good.headers, ...headers }, body };
}
