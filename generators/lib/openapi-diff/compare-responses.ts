import { compareContent } from './compare-content';
import { compareSchema } from './compare-schema';
import { at } from './compare-values';
import { show, type Comparison, type Context, type Pair } from './comparison';
import { deepEqual } from './deep-equal';
import { isObject, members } from './nodes';

export function compareResponses(comparison: Comparison, responses: Pair, context: Context): void {
  for (const status of new Set([...members(responses.old), ...members(responses.now)])) {
    if (status.startsWith('x-')) continue;
    const given = at(responses, status);
    const success = /^2|^default$/i.test(status);
    if (given.old.value === undefined) comparison.report(success && status !== 'default' ? 'success-status-added' : 'other-status-added', given, context, status);
    else if (given.now.value === undefined) comparison.report(success ? 'success-status-removed' : 'other-status-removed', given, context, status);
    else compareResponse(comparison, comparison.resolve(given), context);
  }
}

function compareResponse(comparison: Comparison, pair: Pair, context: Context): void {
  if (!comparison.first(pair, context)) return;
  compareContent(comparison, at(pair, 'content'), context);
  compareHeaders(comparison, at(pair, 'headers'), context);
  const links = at(pair, 'links');
  if (!deepEqual(links.old.value, links.now.value)) comparison.report('link-changed', links, context);
}

function compareHeaders(comparison: Comparison, headers: Pair, context: Context): void {
  for (const name of new Set([...members(headers.old), ...members(headers.now)])) {
    const given = at(headers, name);
    if (given.old.value === undefined) comparison.report('header-added', given, context, show(name));
    else if (given.now.value === undefined) comparison.report('header-removed', given, context, show(name));
    else {
      const pair = comparison.resolve(given);
      if (!comparison.first(pair, context)) continue;
      const required = at(pair, 'required');
      const [was, is] = [required.old.value === true, required.now.value === true];
      if (was !== is) comparison.report(is ? 'header-became-required' : 'header-became-optional', required, context, show(name));
      if (isObject(pair.now.value)) compareSchema(comparison, at(pair, 'schema'), context);
      compareContent(comparison, at(pair, 'content'), context);
    }
  }
}
