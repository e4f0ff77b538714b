import { at } from './compare-values';
import { from, show, type Comparison, type Context, type Pair } from './comparison';
import { members } from './nodes';

export function compareDiscriminator(comparison: Comparison, pair: Pair, context: Context): void {
  const place = at(pair, 'discriminator');
  const [old, now] = [place.old.value, place.now.value];
  if (old === undefined && now === undefined) return;
  if (old === undefined || now === undefined) return comparison.report(now === undefined ? 'discriminator-removed' : 'discriminator-added', place, context);
  const property = at(place, 'propertyName');
  if (property.old.value !== property.now.value) comparison.report('discriminator-property-changed', property, context, from(property.old.value, property.now.value));
  const mapping = at(place, 'mapping');
  for (const value of new Set([...members(mapping.old), ...members(mapping.now)])) {
    const one = at(mapping, value);
    if (one.old.value === one.now.value) continue;
    const id = one.old.value === undefined ? 'discriminator-mapping-added' : one.now.value === undefined ? 'discriminator-mapping-removed' : 'discriminator-mapping-changed';
    comparison.report(id, one, context, show(value));
  }
}
