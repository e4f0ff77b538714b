import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { Aborted, malformedBody, payloadTooLarge } from './failure';
import { inflate } from './inflate';

/** The body as a stream that fails with 413 beyond `limit` bytes (after inflation), and with `Aborted` when the client leaves. */
export function limitedStream(request: IncomingMessage, limit: number): Readable {
  let size = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      size += chunk.length;
      if (size > limit) callback(payloadTooLarge(`The body is larger than ${limit} bytes`));
      else callback(null, chunk);
    },
  });
  const source = inflate(request);
  source.on('error', () => limited.destroy(source === request ? new Aborted() : malformedBody('The body is not valid in its Content-Encoding')));
  request.on('close', () => {
    if (!request.complete) limited.destroy(new Aborted());
  });
  // A handler may never read it: an error then must not bring the process down.
  limited.on('error', () => {
    source.unpipe(limited);
    request.resume();
  });
  source.pipe(limited);
  return limited;
}
