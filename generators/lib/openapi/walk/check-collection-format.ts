import { isObject } from '../refs/pointer';
import type { Walker } from './walker';

/**
 * Lists within lists of Swagger 2.0 (`a,b|c,d`) have no equivalent: OpenAPI 3 says nothing about how
 * an item that is a list is written.
 */
export function checkCollectionFormat(walker: Walker, { type, items, collectionFormat, in: location }: Record<string, unknown>): void {
  if (type !== 'array') return;
  if (isObject(items) && items['type'] === 'array') {
    walker.report('BACKEND_UPGRADE_LOSS', 'the items are lists themselves, whose "collectionFormat" has no equivalent; they are read as JSON',
      'Send them as JSON ([["a","b"]]), or describe the value as a string', { key: 'items' });
  }
  if (collectionFormat === 'multi' && location !== undefined && location !== 'query' && location !== 'formData') {
    walker.report('BACKEND_UPGRADE_LOSS', `"collectionFormat: multi" is for query and formData; in ${String(location)} it is read as csv`, 'Write csv, ssv, tsv or pipes', { key: 'collectionFormat' });
  }
}
