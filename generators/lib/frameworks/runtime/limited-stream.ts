import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { Aborted, malformedBody, payloadTooLarge } from './failure';
import { inflate } from './inflate';

/** The body as a stream that fails with 413 beyond `limit` bytes (after inflation), and with `Aborted` when the client leaves. */
export function limitedStream(request: IncomingMessage, response: ServerResponse, limit: number): Readable {
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
  limited.on('error', discard);
  // Node drops what nobody reads of a request, but not of one that is piped: the connection's next request would wait for ever.
  response.once('finish', () => {
    if (limited.destroyed || !limited.readableDidRead) discard();
  });
  source.pipe(limited);
  return limited;

  /** Reads what is left of the upload and drops it. */
  function discard(): void {
    request.unpipe();
    if (source !== request) source.destroy();
    limited.destroy();
    request.resume();
  }
}
