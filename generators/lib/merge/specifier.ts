import path from 'node:path';

/** A relative specifier without the ending a project's module system asks for. */
export function withoutExtension(specifier: string): string {
  return specifier.replace(/\.[cm]?[jt]s$/, '');
}

/** What a file imports another by: `./middleware/security` of src/main.ts, `../errors` of src/routes/users.ts. */
export function relativeSpecifier(importer: string, imported: string): string {
  const relative = path.posix.relative(path.posix.dirname(importer), imported);
  return relative.startsWith('.') ? relative : `./${relative}`;
}
