import type { Readable } from 'node:stream';

/** Keeps the end of what a process prints. */
export function keepLastOutput(streams: readonly Readable[], characters = 4000): () => string {
  let text = '';
  for (const stream of streams) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (text = (text + chunk).slice(-characters)));
  }
  return () => text.trim();
}
