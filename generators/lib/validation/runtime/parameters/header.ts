/** A header field as one text: fields sent several times are joined (RFC 9110 §5.2). Undefined when it was not sent. */
export function headerText(field: unknown): string | undefined {
  if (typeof field === 'string') return field;
  return Array.isArray(field) ? field.join(', ') : undefined; // `headers['__proto__']` is an object
}

/** True when all that was sent is `name=`, which `allowEmptyValue` makes the same as nothing. */
export function isEmpty(raw: string | readonly string[]): boolean {
  return typeof raw === 'string' ? raw === '' : raw.length === 1 && raw[0] === '';
}
