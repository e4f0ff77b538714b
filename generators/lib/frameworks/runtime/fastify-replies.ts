import type { FastifyReply } from 'fastify';
import type { FastifyRoute, Serializers } from './fastify-route';
import { pickAll, pickText } from './fastify-serialize';
import type { Pick } from './fastify-serialize';
import { fit, parseMediaType } from './media-type';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Makes a reply write its JSON by the operation's compiled serializers. It does what Fastify does
 * for a route with a response schema, but without the schema: compiling those is most of the time
 * that a large API takes to start.
 */
export function createReplyWriter({ operation }: FastifyRoute): (reply: FastifyReply, serializers: Serializers) => void {
  // The last one is almost always the next one.
  let status = 0;
  let type = '';
  let pick = pickAll;

  function pickOf(wantedStatus: number, wantedType: string, serializers: Serializers): Pick {
    if (wantedStatus !== status || wantedType !== type) {
      pick = findPick(serializers[operation] ?? {}, String(wantedStatus), parseMediaType(wantedType)?.essence ?? '');
      [status, type] = [wantedStatus, wantedType];
    }
    return pick;
  }

  return (reply, serializers) => {
    reply.serializer((payload) => {
      let sent = reply.getHeader('content-type') as string | undefined;
      // Sent as it is, like what is not JSON: Fastify hands its own serializers neither. A string is
      // JSON text already, unless the document says that the reply is a string.
      if (typeof payload === 'string' && (sent === undefined || pickOf(reply.statusCode, sent, serializers) !== pickText)) return payload;
      if (sent === undefined) reply.header('content-type', (sent = JSON_TYPE));
      else if (!sent.includes('json')) return payload as string;
      else if (!/;\s*charset=/i.test(sent)) reply.header('content-type', (sent = `${sent}; charset=utf-8`));
      return JSON.stringify(pickOf(reply.statusCode, sent, serializers)(payload));
    });
  };
}

/** The exact status before its range before `default`, then the media type or the range that holds it. */
export function findPick(picks: Readonly<Record<string, Pick>>, status: string, essence: string): Pick {
  for (const wanted of [status, `${status[0]}xx`, 'default']) {
    const entries = Object.entries(picks).filter(([key]) => key.toLowerCase().startsWith(`${wanted} `));
    if (entries.length === 0) continue;
    const scored = entries.map(([key, pick]) => ({ pick, score: fit(key.slice(key.indexOf(' ') + 1), essence) }));
    const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
    return best.score > 0 ? best.pick : pickAll;
  }
  return pickAll;
}
