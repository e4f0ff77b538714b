/** Under which member of the document that `routes` stores its marker stands: ours, so no part of the document, nor of its digest. */
export const MARKER_MEMBER = 'x-generated';
