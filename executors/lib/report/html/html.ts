/** A piece of HTML. Text gets into one only escaped. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Argument = Html | string | number | undefined | readonly Html[];

/** Tagged template for HTML: strings are escaped, pieces stand as they are, arrays are joined. */
export function html(strings: TemplateStringsArray, ...args: readonly Argument[]): Html {
  return new Html(strings.reduce((out, part, i) => out + print(args[i - 1]) + part));
}

export const none = new Html('');

function print(argument: Argument): string {
  if (argument instanceof Html) return argument.text;
  if (argument === undefined) return '';
  if (Array.isArray(argument)) return (argument as readonly Html[]).map(String).join('');
  return escapeText(String(argument));
}

/** Right in HTML and XML, in text and in attributes. */
export function escapeText(text: string): string {
  return visible(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Text that shows what it says: without control characters, which are none of XML's either, and lone surrogates. */
export function visible(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '\ufffd')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    // Characters that turn the direction of what follows would show one thing and mean another.
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
