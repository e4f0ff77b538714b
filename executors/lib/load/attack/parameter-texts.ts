import type { Parameter } from '../../../../generators/lib/model';
import type { AttackSubject } from './subject';

/** Whether a text in a parameter's place is wrong whatever type it is read as. */
export function refusesText({ refuses }: AttackSubject, { schema, style, contentType }: Parameter, text: string): boolean {
  if (contentType !== undefined || style === 'deepObject') return false;
  const readings: unknown[] = [text, [text], { [text]: '' }, {}];
  if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) readings.push(Number(text), [Number(text)]);
  if (text === 'true' || text === 'false') readings.push(text === 'true', [text === 'true']);
  if (text === 'null' || text === '') readings.push(null);
  return readings.every((reading) => refuses(schema, reading));
}
