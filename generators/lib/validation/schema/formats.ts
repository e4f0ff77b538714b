/** A format that is checked: by a function of a runtime file, or (numbers) by an inline expression. */
export type FormatCheck =
  | { readonly on: 'string'; readonly name: string; readonly file: string }
  | { readonly on: 'number'; readonly integer: boolean; readonly min?: number; readonly max?: number };

const string = (file: string, name: string): FormatCheck => ({ on: 'string', file: `formats/${file}`, name });
const integer = (min: number, max: number): FormatCheck => ({ on: 'number', integer: true, min, max });

/** Formats of JSON Schema 2020-12 (validation §7.3) and of the OpenAPI format registry. */
const FORMATS: ReadonlyMap<string, FormatCheck | null> = new Map<string, FormatCheck | null>([
  ['date-time', string('date-time', 'isDateTime')],
  ['date', string('date-time', 'isDate')],
  ['time', string('date-time', 'isTime')],
  ['duration', string('duration', 'isDuration')],
  ['email', string('email', 'isEmail')],
  ['idn-email', string('email', 'isIdnEmail')],
  ['hostname', string('hostname', 'isHostname')],
  ['idn-hostname', string('idn-hostname', 'isIdnHostname')],
  ['ipv4', string('ip', 'isIpv4')],
  ['ipv6', string('ip', 'isIpv6')],
  ['uri', string('uri', 'isUri')],
  ['uri-reference', string('uri', 'isUriReference')],
  ['iri', string('uri', 'isIri')],
  ['iri-reference', string('uri', 'isIriReference')],
  ['uri-template', string('uri-template', 'isUriTemplate')],
  ['uuid', string('text', 'isUuid')],
  ['json-pointer', string('text', 'isJsonPointer')],
  ['relative-json-pointer', string('text', 'isRelativeJsonPointer')],
  ['regex', string('text', 'isRegex')],
  ['byte', string('text', 'isBase64')],
  ['int8', integer(-128, 127)],
  ['uint8', integer(0, 255)],
  ['int16', integer(-32768, 32767)],
  ['uint16', integer(0, 65535)],
  ['int32', integer(-2147483648, 2147483647)],
  ['uint32', integer(0, 4294967295)],
  // As doubles: 9223372036854775807 is read as 2^63, so the limits are the nearest doubles.
  ['int64', integer(-9223372036854775808, 9223372036854775808)],
  ['uint64', integer(0, 18446744073709551616)],
  ['float', { on: 'number', integer: false, min: -3.4028235677973366e38, max: 3.4028235677973366e38 }],
  // Nothing to check beyond the type.
  ['double', null],
  ['binary', null],
  ['password', null],
]);

export function isKnownFormat(format: string): boolean {
  return FORMATS.has(format);
}

export function formatCheck(format: string): FormatCheck | undefined {
  return FORMATS.get(format) ?? undefined;
}
