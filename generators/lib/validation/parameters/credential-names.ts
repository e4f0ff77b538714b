import type { Operation } from '../../model';
import { childPointer } from '../schema/pointer';
import type { Writing } from './context';

/** Names under which the operation's API keys are sent: they are credentials, not data of a free-form object. */
export function credentialNames({ security }: Operation, location: 'query' | 'cookie', { document }: Writing): string[] {
  const schemes = new Set(security.flatMap((all) => all.map(({ scheme }) => scheme)));
  return [...schemes].flatMap((key) => {
    const scheme = document.resolve(childPointer('#/components/securitySchemes', key));
    const { type, in: place, name } = (scheme ?? {}) as Record<string, unknown>;
    return type === 'apiKey' && place === location && typeof name === 'string' ? [name] : [];
  });
}
