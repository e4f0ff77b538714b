import type { BundledDocument, MediaType } from '../model';
import { isFile } from './file-properties';

/** How a body of a media type is read and written. */
export type MediaKind = 'json' | 'form' | 'multipart' | 'text' | 'stream';

/**
 * How a request body is read. A range says nothing about syntax: without a schema, or with one of
 * bytes, what arrives is anything (Bluesky's `uploadBlob`), not JSON.
 */
export function requestKind({ mediaType, schema }: MediaType, document: BundledDocument): MediaKind {
  const kind = mediaKind(mediaType);
  const isRange = mediaType.split(';')[0]!.trim().endsWith('/*');
  return kind === 'json' && isRange && (schema === undefined || isFile(schema.schema, document)) ? 'stream' : kind;
}

/** @param mediaType a media type or range, parameters allowed; `*` + `/*` counts as JSON */
export function mediaKind(mediaType: string): MediaKind {
  const essence = mediaType.split(';')[0]!.trim().toLowerCase();
  if (essence === '*/*' || essence === 'application/*' || /[/+]json$/.test(essence)) return 'json';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence.startsWith('multipart/')) return 'multipart';
  if (essence === 'text/event-stream') return 'stream';
  if (essence.startsWith('text/') || /[/+](xml|yaml)$/.test(essence)) return 'text';
  return 'stream';
}
