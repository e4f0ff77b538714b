import { isObject } from '../refs/pointer';
import type { Problem } from '../problems';
import { countMembers, skipBlank, stringEnd } from './scan-json';
import type { Parsed } from './parsed';
import { Source } from './source';

/** Parses JSON (RFC 8259), a byte order mark allowed. Duplicate keys are problems; the last one wins. */
export function parseJson(location: string, file: string, text: string): Parsed {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    const { message } = error as SyntaxError;
    const at = / at position (\d+)/.exec(message);
    const fact = message.replace(/ (in JSON )?at position.*$/s, '').replace(/, (\.\.\.)?".*$/s, '');
    const problem: Problem = {
      code: 'BACKEND_SOURCE_SYNTAX',
      message: `not valid JSON: ${fact}`,
      help: 'Correct the syntax at this place',
      source: new Source(location, file, body, 'json', undefined),
      offset: at ? Number(at[1]) : body.trimEnd().length,
    };
    return { problems: [problem] };
  }
  const source = new Source(location, file, body, 'json', value);
  const duplicates = countMembers(body) === sizeOf(value) ? [] : duplicateKeys(source);
  return { source, problems: duplicates };
}

/** Members of all objects in a JSON value; a lower count than the text has means duplicate keys. */
function sizeOf(root: unknown): number {
  let size = 0;
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const node = stack.pop();
    if (Array.isArray(node)) {
      for (const item of node) if (typeof item === 'object' && item !== null) stack.push(item);
    } else if (isObject(node)) {
      for (const key of Object.keys(node)) {
        size++;
        const child = node[key];
        if (typeof child === 'object' && child !== null) stack.push(child);
      }
    }
  }
  return size;
}

function duplicateKeys(source: Source): Problem[] {
  const { text } = source;
  const problems: Problem[] = [];
  const open: (Set<string> | undefined)[] = [];
  for (let at = skipBlank(text, 0); at < text.length; ) {
    const unit = text[at]!;
    if (unit === '"') {
      const end = stringEnd(text, at);
      const keys = open.at(-1);
      if (keys && text[skipBlank(text, end)] === ':') {
        const key = JSON.parse(text.slice(at, end)) as string;
        if (keys.has(key)) problems.push(duplicate(source, key, at));
        keys.add(key);
      }
      at = end;
      continue;
    }
    if (unit === '{') open.push(new Set());
    else if (unit === '[') open.push(undefined);
    else if (unit === '}' || unit === ']') open.pop();
    at++;
  }
  return problems;
}

/** @param offset of the second occurrence */
export function duplicate(source: Source, key: string, offset: number): Problem {
  return {
    code: 'BACKEND_SOURCE_DUPLICATE_KEY',
    message: `the key "${key}" stands twice in this object; the last one counts`,
    help: 'Remove or rename one of them',
    source,
    offset,
  };
}
