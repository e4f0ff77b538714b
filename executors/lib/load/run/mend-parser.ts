import type { AutocannonClient } from './autocannon-client';

/**
 * Makes a client's parser tell what it keeps to itself (bytes that are no HTTP, replies to nothing),
 * await no body after HEAD, and take 1xx for what precedes a reply.
 * @param options.onBroken the connection is of no more use
 * @param options.afterChunk a piece was read to its end
 */
export function mendParser(client: AutocannonClient, options: { isHead(): boolean; onBroken(): void; afterChunk(): void }): void {
  const { parser } = client;
  const execute = parser.execute;
  const headComplete = parser[2];
  const messageComplete = parser[4];
  let interim = false;

  parser[2] = (head) => {
    interim = head.statusCode < 200 && head.statusCode !== 101;
    if (interim) return true;
    headComplete.call(parser, head);
    return options.isHead();
  };
  parser[4] = () => {
    if (!interim) messageComplete.call(parser);
  };
  parser.execute = (chunk) => {
    let result: number | Error | undefined;
    try {
      result = execute.call(parser, chunk);
    } catch (error) {
      // A reply that nobody asked for; what our own code throws is not that.
      if (client.pipelinedRequests.size() > 0) throw error;
      result = error as Error;
    }
    if (result instanceof Error) {
      if (!client.destroyed) options.onBroken();
    } else options.afterChunk();
    return result;
  };
}
