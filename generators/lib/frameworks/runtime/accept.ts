import { fit, withoutParameters } from './media-type';
import { Failure } from './failure';

/** Throws 406 when the client accepts none of what the operation can reply. */
export type CheckAccept = (header: string | undefined) => void;

// Bounds what clients can make a server remember: 64 headers of 200 characters an operation.
const REMEMBERED = 64;
const LONGEST = 200;

/**
 * @param produces media types (or ranges) of the operation's replies; empty: nothing to negotiate
 */
export function createAccept(produces: readonly string[]): CheckAccept | null {
  const offered = produces.map(withoutParameters);
  if (offered.length === 0 || offered.includes('*/*')) return null;
  const verdicts = new Map<string, boolean>();
  return (header) => {
    if (header === undefined || header === '*/*' || header === '') return;
    let verdict = verdicts.get(header);
    if (verdict === undefined) {
      verdict = accepts(header, offered);
      if (verdicts.size < REMEMBERED && header.length <= LONGEST) verdicts.set(header, verdict);
    }
    if (!verdict) throw new Failure(406, 'NOT_ACCEPTABLE', `This operation replies ${offered.join(', ')}`);
  };
}

/** Whether an Accept header (RFC 9110 §12.5.1) admits any of the offered types. */
export function accepts(header: string, offered: readonly string[]): boolean {
  const ranges = header.split(',').map(parseRange).filter((range) => range.type !== '');
  if (ranges.length === 0) return true;
  return offered.some((type) => quality(type, ranges) > 0);
}

interface Range {
  readonly type: string;
  readonly q: number;
}

/** The most specific range decides: `text/*, text/plain;q=0` refuses text/plain. */
function quality(type: string, ranges: readonly Range[]): number {
  let best = 0;
  let q = 0;
  for (const range of ranges) {
    // An offered range (`image/*`) may turn out as what the client names (`image/png`).
    const score = Math.max(fit(range.type, type), type.includes('*') && range.q > 0 ? fit(type, range.type) : 0);
    if (score > best || (score === best && range.q > q)) {
      best = score;
      q = range.q;
    }
  }
  return best === 0 ? 0 : q;
}

function parseRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';');
  const weight = parameters.map((p) => /^\s*q\s*=\s*([\d.]+)\s*$/i.exec(p)?.[1]).find((q) => q !== undefined);
  return { type: type.trim().toLowerCase(), q: weight === undefined ? 1 : Number(weight) || 0 };
}
