import type { MultipartPart } from '../../validation/runtime/types';
import { coerceText } from './coerce-text';
import type { Detail } from './failure';
import { parseJson } from './json';
import { fit } from './media-type';
import type { SpooledFile } from './uploaded-file';

/** The object a multipart body becomes, built part by part. */
export class MultipartFields {
  readonly values: Record<string, unknown> = {};
  readonly details: Detail[] = [];
  private readonly parts: Readonly<Record<string, MultipartPart>>;

  constructor(parts: Readonly<Record<string, MultipartPart>>) {
    this.parts = parts;
  }

  /** How a part is declared; undefined when it is not. */
  declared(name: string): MultipartPart | undefined {
    return Object.hasOwn(this.parts, name) ? this.parts[name] : undefined;
  }

  addText(name: string, text: string, mediaType: string): void {
    const part = this.declared(name);
    this.checkMediaType(name, mediaType, part);
    if (part?.kind !== 'json') return this.set(name, part ? coerceText(text, part.type) : text, part);
    try {
      this.set(name, parseJson(text, false), part);
    } catch (error) {
      this.details.push({ field: name, message: (error as Error).message, in: 'body' });
    }
  }

  addFile(file: SpooledFile): void {
    const part = this.declared(file.fieldName);
    this.checkMediaType(file.fieldName, file.mediaType, part);
    this.set(file.fieldName, file, part);
  }

  private checkMediaType(name: string, mediaType: string, part: MultipartPart | undefined): void {
    if (part === undefined || part.contentTypes.length === 0) return;
    if (part.contentTypes.some((range) => fit(range, mediaType.toLowerCase()) > 0)) return;
    this.details.push({ field: name, message: `must have the media type ${part.contentTypes.join(', ')}`, in: 'body' });
  }

  /** A repeated part becomes an array, whatever is declared: validation then judges it. */
  private set(name: string, value: unknown, part: MultipartPart | undefined): void {
    if (name === '__proto__') {
      this.details.push({ field: name, message: 'is not allowed as a key', in: 'body' });
    } else if (!Object.hasOwn(this.values, name)) {
      this.values[name] = part?.array === true && !Array.isArray(value) ? [value] : value;
    } else {
      const known = this.values[name];
      this.values[name] = Array.isArray(known) ? [...(known as unknown[]), value] : [known, value];
    }
  }
}
