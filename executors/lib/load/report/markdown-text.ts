/** Text that Markdown leaves as it is. */
export function text(value: string): string {
  return printable(value.replace(/\s+/g, ' ')).replace(/[\\<>[\]*_|~`]/g, '\\$&').replace(/@(?=\w)/g, '@\u200b');
}

/** Control characters of a server's output must not reach a terminal. */
export function printable(value: string): string {
  return value.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, '\ufffd');
}
