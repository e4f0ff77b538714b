import type { FastifyReply } from 'fastify';
import type { FastifyRoute, Serializers } from './fastify-route';
import type { Write } from './fastify-serialize';
import { fit, parseMediaType } from './media-type';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Makes a reply write its JSON by the operation's compiled serializers. It does what Fastify does
 * for a route with a response schema, but without the schema: compiling those is most of the time
 * that a large API takes to start.
 */
export function createReplyWriter({ operation }: FastifyRoute): (reply: FastifyReply, serializers: Serializers) => void {
  const found = new Map<string, Write>();

  function writeOf(status: number, type: string, serializers: Serializers): Write {
    const id = `${status} ${type}`;
    let write = found.get(id);
    if (write === undefined) {
      write = findWrite(serializers[operation] ?? {}, String(status), parseMediaType(type)?.essence ?? '') ?? JSON.stringify;
      if (found.size < 32) found.set(id, write);
    }
    return write;
  }

  return (reply, serializers) => {
    reply.serializer((payload) => {
      // Sent as it is, like what is not JSON: Fastify hands its own serializers neither.
      if (typeof payload === 'string') return payload;
      let type = reply.getHeader('content-type') as string | undefined;
      if (type === undefined) reply.header('content-type', (type = JSON_TYPE));
      else if (!type.includes('json')) return payload as string;
      else if (!/;\s*charset=/i.test(type)) reply.header('content-type', (type = `${type}; charset=utf-8`));
      return writeOf(reply.statusCode, type, serializers)(payload) as string;
    });
  };
}

/** The exact status before its range before `default`, then the media type or the range that holds it. */
export function findWrite(writers: Readonly<Record<string, Write>>, status: string, essence: string): Write | undefined {
  for (const wanted of [status, `${status[0]}xx`, 'default']) {
    let best: Write | undefined;
    let score = 0;
    let declared = false;
    for (const [key, write] of Object.entries(writers)) {
      const space = key.indexOf(' ');
      if (key.slice(0, space).toLowerCase() !== wanted) continue;
      declared = true;
      const next = fit(key.slice(space + 1), essence);
      if (next > score) [best, score] = [write, next];
    }
    if (declared) return best;
  }
  return undefined;
}
