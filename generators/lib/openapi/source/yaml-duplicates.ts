import { EVENT_ID, getScalarValue, parseEvents } from 'js-yaml';
import type { Problem } from '../problems';
import { MAX_NESTING } from './limits';
import { duplicate } from './parse-json';
import type { Source } from './source';

interface Frame {
  /** Undefined in a list. */
  readonly keys: Set<string> | undefined;
  /** The next child is a key. */
  atKey: boolean;
}

/** Every key that stands twice in a mapping, `<<` included. */
export function yamlDuplicates(source: Source): Problem[] {
  const problems: Problem[] = [];
  const open: Frame[] = [];
  for (const event of parseEvents(source.parsed, { maxDepth: MAX_NESTING })) {
    if (event.type === EVENT_ID.DOCUMENT) {
      open.push({ keys: undefined, atKey: false });
      continue;
    }
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    const frame = open.at(-1);
    if (frame?.keys) {
      if (frame.atKey && event.type === EVENT_ID.SCALAR) {
        const key = getScalarValue(source.parsed, event);
        if (frame.keys.has(key)) problems.push(duplicate(source, key, event.valueStart));
        frame.keys.add(key);
      }
      frame.atKey = !frame.atKey;
    }
    if (event.type === EVENT_ID.MAPPING) open.push({ keys: new Set(), atKey: true });
    else if (event.type === EVENT_ID.SEQUENCE) open.push({ keys: undefined, atKey: false });
  }
  return problems;
}
