import { compareSchema } from './compare-schema';
import { at } from './compare-values';
import { show, type Comparison, type Context, type Pair } from './comparison';
import { deepEqual } from './deep-equal';
import { members } from './nodes';
import { plainSchema } from './plain-schema';

/** Media types of a body, a reply or a parameter. */
export function compareContent(comparison: Comparison, content: Pair, context: Context): void {
  for (const type of new Set([...members(content.old), ...members(content.now)])) {
    const pair = comparison.resolve(at(content, type));
    if (pair.old.value === undefined) comparison.report('media-type-added', pair, context, show(type));
    else if (pair.now.value === undefined) comparison.report('media-type-removed', pair, context, show(type));
    else {
      compareSchema(comparison, at(pair, 'schema'), context);
      compareSchema(comparison, at(pair, 'itemSchema'), context);
      const encoding = at(pair, 'encoding');
      if (!deepEqual(plainSchema(encoding.old.value), plainSchema(encoding.now.value))) comparison.report('encoding-changed', encoding, context);
    }
  }
}
