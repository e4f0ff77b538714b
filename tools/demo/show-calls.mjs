import { CALLS } from './calls.mjs';
import { bold, dim, green, note, red } from './print.mjs';

const BASE = '/_mock/docs/openapi/museum-api';

/**
 * Makes every call and prints it with its answer, in full or in one line.
 * @returns how many answers had another status than expected
 */
export async function showCalls(framework, origin, { full }) {
  console.log(`  ${bold(framework)} ${dim(`${origin}${BASE}`)}`);
  let failures = 0;
  for (const wanted of CALLS) {
    const { method, path, headers, body } = wanted;
    const reply = await fetch(origin + BASE + path, { method, headers, body });
    const text = await reply.text();
    const good = reply.status === wanted.status;
    if (!good) failures++;
    note(`${good ? green('✓') : red('✗')} ${method.padEnd(4)} ${path}  ${bold(reply.status)}  ${dim(wanted.what)}`);
    if (full || !good) showAnswer(body, reply, text);
  }
  console.log('');
  return failures;
}

function showAnswer(body, reply, text) {
  if (body !== undefined) note(dim(`    > ${cut(body)}`));
  const allow = reply.headers.get('allow');
  if (allow !== null) note(dim(`    < Allow: ${allow}`));
  for (const line of answerLines(text)) note(`    < ${line}`);
}

/** An error's details one to a line, anything else cut to a line. */
function answerLines(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return [cut(text)];
  }
  if (value?.error === undefined) return [cut(text)];
  const { code, message, details = [] } = value.error;
  return [`${code}: ${message}`, ...details.map((d) => `  ${d.in ?? ''} ${d.field}: ${d.message}`)];
}

function cut(text, length = 110) {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= length ? line : `${line.slice(0, length)} …`;
}
