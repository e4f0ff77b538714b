import type { Encoding, Piece, Template } from './drive-plan';

/** Marks of slots that stand in a request's values until it is written down. */
export interface SlotMarks {
  /** What to put in a value's place. */
  mark(slot: string): string;
  /** A value in which each `${name}` of its texts is marked; `$${` is a `${` that means itself. */
  interpolate(value: unknown): unknown;
  /** A written text, with the marks as slots, and those of `env:NAME` as secrets. */
  split(text: string, as: Encoding): Template;
}

const REFERENCE = /\$\$\{|\$\{([^}]*)\}/g;

/** The names in a text like `a-${users.name}-${$uuid}`. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(REFERENCE)].flatMap(([, name]) => (name === undefined ? [] : [name.trim()]));
}

/** @param given everything that is going to be written: no mark may stand in it by itself */
export function slotMarks(given: string): SlotMarks {
  let letters = 'SLOT';
  while (given.includes(letters)) letters += 'X';
  const slots: string[] = [];
  const mark = (slot: string): string => {
    if (!slots.includes(slot)) slots.push(slot);
    return `${letters}${slots.indexOf(slot)}END`;
  };
  const interpolate = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(REFERENCE, (_, name?: string) => (name === undefined ? '${' : mark(name.trim())));
    if (Array.isArray(value)) return value.map(interpolate);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, interpolate(member)]));
  };
  const split = (text: string, as: Encoding): Template => {
    const marked = `${letters}(\\d+)END`;
    // In JSON a mark that is the whole string stands for a value of any type, quotes and all.
    const parts = text.split(new RegExp(as === 'json' ? `"${marked}"` : marked));
    return parts.flatMap((part, at): Template => {
      if (at % 2 === 0) return part === '' ? [] : as === 'json' ? split(part, 'jsonText') : [part];
      return [pieceOf(slots[Number(part)]!, as)];
    });
  };
  return { mark, interpolate, split };
}

function pieceOf(slot: string, as: Encoding): Piece {
  return slot.startsWith('env:') ? { secret: slot, as } : { slot, as };
}

/** A text of a person's own, as a template. */
export function templateOf(text: string, as: Encoding): Template {
  const marks = slotMarks(text);
  return marks.split(marks.interpolate(text) as string, as);
}
