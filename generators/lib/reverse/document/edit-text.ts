import type { Json } from '../../openapi-diff/nodes';
import { editYaml } from './edit-yaml';
import { formatOf } from './print-document';

/**
 * The text of an existing document that says something else now. YAML keeps every line that does not
 * change; JSON keeps its indentation.
 */
export function editText(file: string, text: string, target: Json): { text: string; rewritten: boolean } {
  if (formatOf(file) === 'yaml') return editYaml(text, target);
  const indent = /^\{\r?\n([ \t]+)/.exec(text)?.[1] ?? 2;
  const printed = text.trim().includes('\n') || text.trim() === '' ? JSON.stringify(target, null, indent) : JSON.stringify(target);
  return { text: (text.includes('\r\n') ? printed.replace(/\n/g, '\r\n') : printed) + (/\n$/.test(text) || text === '' ? '\n' : ''), rewritten: false };
}
