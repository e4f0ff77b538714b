import type { FastifyReply } from 'fastify';
import type { FastifyRoute, Serializers } from './fastify-route';
import { pickAll } from './fastify-serialize';
import type { Pick } from './fastify-serialize';
import { fit, parseMediaType } from './media-type';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Makes a reply write its JSON by the operation's compiled serializers. It does what Fastify does
 * for a route with a response schema, but without the schema: compiling those is most of the time
 * that a large API takes to start.
 */
export function createReplyWriter({ operation }: FastifyRoute): (reply: FastifyReply, serializers: Serializers) => void {
  const found = new Map<string, Pick>();

  function pickOf(status: number, type: string, serializers: Serializers): Pick {
    const id = `${status} ${type}`;
    let pick = found.get(id);
    if (pick === undefined) {
      pick = findPick(serializers[operation] ?? {}, String(status), parseMediaType(type)?.essence ?? '');
      if (found.size < 32) found.set(id, pick);
    }
    return pick;
  }

  return (reply, serializers) => {
    reply.serializer((payload) => {
      // Sent as it is, like what is not JSON: Fastify hands its own serializers neither.
      if (typeof payload === 'string') return payload;
      let type = reply.getHeader('content-type') as string | undefined;
      if (type === undefined) reply.header('content-type', (type = JSON_TYPE));
      else if (!type.includes('json')) return payload as string;
      else if (!/;\s*charset=/i.test(type)) reply.header('content-type', (type = `${type}; charset=utf-8`));
      return JSON.stringify(pickOf(reply.statusCode, type, serializers)(payload));
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
