import type { DiagnosticCode } from '../../diagnostics';
import type { Pattern } from './node';
import { readPattern } from './pattern';
import { growthOf } from './pattern-safety';

type Report = (code: DiagnosticCode, message: string, help?: string) => void;

/** Texts up to this many characters are matched quickly even in quadratic time. */
const SHORT = 5000;

/**
 * Reads a `pattern` and reports what is to be said about it.
 * @param maxLength of the texts it will see
 * @returns undefined when it is none
 */
export function checkPattern(text: unknown, maxLength: number, report: Report): Pattern | undefined {
  const shown = JSON.stringify(text);
  if (typeof text !== 'string') {
    report('BACKEND_SCHEMA_KEYWORD_IGNORED', `pattern cannot be ${shown} and is ignored`);
    return undefined;
  }
  const reading = readPattern(text);
  if ('error' in reading) {
    report('BACKEND_SCHEMA_PATTERN_INVALID', `${shown} is not a regular expression: ${reading.error}`, 'Write it as in JavaScript (ECMA-262).');
    return undefined;
  }
  const { pattern, note } = reading;
  if (note === 'translated') report('BACKEND_SCHEMA_PATTERN_TRANSLATED', `${shown} is not ECMA-262; it is checked as /${pattern.source}/${pattern.flags}`, 'Write it as in JavaScript (ECMA-262).');
  if (note === 'not-unicode') report('BACKEND_SCHEMA_PATTERN_NOT_UNICODE', `${shown} is valid only without the u flag, which JSON Schema asks for`, 'Remove backslashes before characters that need none.');
  reportGrowth(pattern, maxLength, report);
  return pattern;
}

function reportGrowth({ text, source, flags }: Pattern, maxLength: number, report: Report): void {
  const growth = growthOf(source, flags);
  if (growth === 'linear' || (growth === 'polynomial' && maxLength <= SHORT)) return;
  const exponential = growth === 'exponential';
  const how = exponential ? 'exponentially with the text: a few dozen characters can keep the server busy for ever' : 'faster than the text: a long one can keep the server busy';
  const help = exponential ? 'Let no repetition match the same text in two ways, as (a+)+ does.' : 'Anchor it with ^, let neighbouring repetitions match different characters, or set maxLength.';
  report('BACKEND_SCHEMA_PATTERN_SLOW', `the time to match ${JSON.stringify(text)} grows ${how}`, help);
}
