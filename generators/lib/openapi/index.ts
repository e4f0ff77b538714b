export { readDocument, type ReadOptions } from './read-document';
