import { array, constant, typed } from '../values/make';
import type { ConstValue, Value } from '../values/value';

const PURE = new Set(['trim', 'toLowerCase', 'toUpperCase', 'slice', 'substring', 'substr', 'startsWith', 'endsWith', 'includes', 'indexOf', 'lastIndexOf', 'concat', 'charAt', 'padStart', 'padEnd', 'replace', 'replaceAll', 'split', 'trimStart', 'trimEnd', 'toString', 'at']);
const LONGEST = 2000;

/** A method of a constant string, done where its arguments are constants too. */
export function stringMethod(receiver: ConstValue, name: string | undefined, args: readonly Value[]): Value | undefined {
  const text = receiver.value;
  if (name === undefined || typeof text === 'boolean' || text == null) return undefined;
  if (typeof text === 'number') return name === 'toString' ? constant(String(text)) : typed('string');
  if (!PURE.has(name)) return name === 'match' || name === 'then' || name === 'catch' ? undefined : typed('string');
  const plain = args.map(plainArgument);
  if (text.length > LONGEST || plain.includes(NOT_PLAIN)) return name === 'split' ? array([], typed('string')) : typed(/With|includes/.test(name) ? 'boolean' : 'string');
  try {
    const method = (String.prototype as unknown as Record<string, (...given: unknown[]) => unknown>)[name]!;
    const result = method.apply(text, plain);
    return Array.isArray(result) ? array(result.map((part) => constant(String(part)))) : constant(result as string);
  } catch {
    return typed('string');
  }
}

const NOT_PLAIN = Symbol('not plain');

function plainArgument(value: Value): unknown {
  if (value.kind === 'const') return value.value;
  if (value.kind !== 'regex') return NOT_PLAIN;
  try {
    return new RegExp(value.source, value.flags);
  } catch {
    return NOT_PLAIN;
  }
}
