import type { ReadNode } from '../http/read-tree';

export type PartLocation = 'query' | 'body' | 'path' | 'header' | 'cookie' | 'file';

/** A piece of a request, such as `req.body.user.email`, and the note of what is read from it. */
export interface RequestPart { readonly kind: 'part'; readonly in: PartLocation; readonly reads: ReadNode }
