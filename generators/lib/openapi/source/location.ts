import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodePercent } from '../refs/pointer';

/** True for locations that need the network. */
export function isRemote(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/** True for text that starts with a URI scheme: `https:`, `urn:`, `file:`; not for `C:\`. */
export function hasScheme(text: string): boolean {
  return /^[a-z][a-z\d+.-]+:/i.test(text);
}

/**
 * Resolves the file part of a reference against the location of the file it stands in.
 * Undefined for a scheme that cannot be read (`urn:`).
 */
export function resolveLocation(base: string, reference: string): string | undefined {
  if (isRemote(reference)) return reference;
  if (/^file:\/\//i.test(reference)) return isRemote(base) ? undefined : fromFileUrl(reference);
  if (hasScheme(reference)) return undefined;
  if (isRemote(base)) return new URL(reference, base).href;
  return path.resolve(path.dirname(base), decodePercent(reference));
}

function fromFileUrl(reference: string): string | undefined {
  try {
    return fileURLToPath(reference);
  } catch {
    return undefined;
  }
}

/** Where an entry document is: a path, a `file:` URL (as a path), or with a network a remote URL. */
export function entryLocation(entry: string, folder: string): string {
  if (/^file:/i.test(entry)) return fromFileUrl(entry) ?? entry;
  return hasScheme(entry) ? entry : path.resolve(folder, entry);
}

/** The location as people would type it: relative to the entry's folder, with `/`. */
export function displayName(location: string, folder: string): string {
  if (isRemote(location)) return location;
  return path.relative(folder, location).split(path.sep).join('/');
}
