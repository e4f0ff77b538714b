/** Whether the percent-encoding of a path is UTF-8; routers throw at what is not, before any decoder sees it. */
export function isWellFormed(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false; // `%`, `%zz`, `%ff`
  }
}

/** A target whose malformed segments any router takes as text: `/users/%zz` gives `/users/%25zz`. */
export function routable(target: string): string {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const parts = path.split('/').map((part) => (isWellFormed(part) ? part : part.replace(/%/g, '%25')));
  return parts.join('/') + target.slice(path.length);
}
