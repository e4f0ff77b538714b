/** A relative specifier without the ending a project's module system asks for. */
export function withoutExtension(specifier: string): string {
  return specifier.replace(/\.[cm]?[jt]s$/, '');
}
