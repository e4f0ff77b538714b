import { code, Code, join, key, lit, nothing } from '../../code';
import type { Encoding } from '../../model';
import { helper } from './context';
import type { Writing } from './context';
import type { Places } from './declared';
import { emitDelimiter } from './emit-path';
import { emitObject, shapeFacts } from './emit-shape';

/** An expression of type `FormFields` (runtime/parameters/form.ts) for an urlencoded form. */
export function emitFormFields(places: Places, encoding: ReadonlyMap<string, Encoding>, writing: Writing): Code {
  const { declared } = shapeFacts(places, writing);
  const styles = [...encoding].flatMap(([name, rules]) => {
    const property = declared.properties.get(name);
    const style = property && emitStyle(property, rules, writing);
    return style ? [code`${key(name)}: ${style},`] : [];
  });
  return writing.scope.declare('fields', code`${helper(writing, 'formFields', 'form')}({
  object: ${emitObject(declared, writing)},
  ${styles.length ? code`styles: {\n  ${styles}\n},` : nothing}
})`);
}

/**
 * What the encoding of a property asks for beyond the default reading, which takes repeated fields
 * as an array, `a[b]=c` as an object and JSON where a structure is declared.
 */
function emitStyle(places: Places, rules: Encoding, writing: Writing): Code | null {
  const facts = shapeFacts(places, writing);
  const styled = rules.style !== undefined || rules.explode !== undefined || rules.allowReserved === true || rules.delimiter !== undefined;
  if (!styled) return isJson(rules.contentType) && !facts.list ? code`{ json: true }` : null;
  const style = rules.style ?? 'form';
  const explode = rules.explode ?? style === 'form';
  if (style === 'deepObject' || (!facts.list && !facts.object)) return null;
  if (!explode) return emitDelimiter({ ...rules, style }, writing);
  if (!facts.object) return null;
  return code`{ spread: [${join([...facts.declared.properties.keys()].map((name) => lit(name)), ', ')}] }`;
}

function isJson(contentType: string | undefined): boolean {
  const essence = contentType?.split(';')[0]!.trim().toLowerCase() ?? '';
  return essence === 'application/json' || essence.endsWith('+json');
}
