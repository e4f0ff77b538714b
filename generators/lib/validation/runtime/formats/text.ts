const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;
const RELATIVE_POINTER = /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** RFC 4122 §3. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** RFC 6901 §3. */
export function isJsonPointer(text: string): boolean {
  return POINTER.test(text);
}

/** draft-bhutton-relative-json-pointer-00 §3. */
export function isRelativeJsonPointer(text: string): boolean {
  return RELATIVE_POINTER.test(text);
}

/** ECMA-262, with the `u` flag. */
export function isRegex(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/** RFC 4648 §4, padded: OpenAPI's `byte`. */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && BASE64.test(text);
}
