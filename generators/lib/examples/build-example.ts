import type { Diagnostic, Result } from '../diagnostics';
import type { BundledDocument, SchemaLocation } from '../model';
import type { Fault, Validate } from '../validation/runtime/types';
import { buildValue, NONE } from './build-value';
import { Search } from './search';
import type { Direction } from './search';

/** What examples are checked with. */
export interface ExampleTools {
  readonly document: BundledDocument;
  /** The compiled validator of a schema, for use while generating. */
  evaluate(location: SchemaLocation, direction: Direction): Validate;
  /** The same without discriminators; undefined where they make no difference. */
  evaluatePlainly?(location: SchemaLocation, direction: Direction): Validate | undefined;
}

const ATTEMPTS = 80;

/**
 * A value that the schema accepts in that direction, always the same one: the first given example
 * that is valid, else the schema's own, else one built from its keywords: a full one, or else one of
 * what is required alone.
 *
 * @param given examples that stand beside the schema, e.g. in its media type
 * @returns undefined, with a diagnostic, when none was found
 */
export function buildExample(location: SchemaLocation, direction: Direction, tools: ExampleTools, given: readonly unknown[] = []): Result<{ value: unknown } | undefined> {
  const validate = tools.evaluate(location, direction);
  const plainly = tools.evaluatePlainly?.(location, direction);
  // By a discriminator a value may be right that is not by `oneOf` alone; best is one that every reader finds right.
  const found = (plainly && chosen(location, both(validate, plainly), direction, tools, given)) ?? chosen(location, validate, direction, tools, given);
  return found ? { value: found, diagnostics: [] } : { value: undefined, diagnostics: [impossible(location, tools.document)] };
}

function chosen(location: SchemaLocation, validate: Validate, direction: Direction, { document }: ExampleTools, given: readonly unknown[]): { value: unknown } | undefined {
  for (const value of given) if (accepts(validate, value)) return { value };
  // Elasticsearch's replies have an optional union of 80 aggregates that all look alike: without it, they are simple.
  return searched(location, validate, new Search(document, direction)) ?? searched(location, validate, new Search(document, direction, true));
}

function both(one: Validate, other: Validate): Validate {
  return (value, faults) => one(value, faults) && other(value, faults);
}

function searched(location: SchemaLocation, validate: Validate, search: Search): { value: unknown } | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    search.restart();
    const value = buildValue([location], { path: '', depth: 0, salt: 0, hint: 'string' }, search);
    if (value === NONE) break;
    const faults: Fault[] = [];
    if (check(validate, value, faults)) return { value };
    if (!search.learn(faults)) break;
  }
  return undefined;
}

function accepts(validate: Validate, value: unknown): boolean {
  return check(validate, value, []);
}

/** Validators fill in defaults, so they get a copy. */
function check(validate: Validate, value: unknown, faults: Fault[]): boolean {
  try {
    return validate(structuredClone(value), faults);
  } catch {
    return false; // an example nested beyond the stack
  }
}

function impossible({ schema, pointer }: SchemaLocation, document: BundledDocument): Diagnostic {
  const origin = typeof schema === 'object' ? document.origin(schema) : undefined;
  const position = origin?.position();
  return {
    code: 'BACKEND_ROUTES_NO_EXAMPLE',
    severity: 'warning',
    message: `no example was found that the schema at ${pointer} accepts`,
    help: 'Give the media type or the schema an example that is valid.',
    ...(position ? { position } : {}),
    pointer: origin?.pointer ?? pointer,
  };
}
