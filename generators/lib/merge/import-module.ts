import ts from 'typescript';
import { addImports } from './add-imports';
import { freeName } from './free-name';
import { gapBefore } from './gap-before';
import type { Insertion } from './insertions';
import { insert } from './insertions';
import { parseModule, syntaxErrors } from './parse-module';
import { scanImports } from './scan-imports';
import { withoutExtension } from './specifier';
import { textStyle } from './text-style';

/** The parent's text with the module in its `imports`, or why it could not be put there. */
export type ImportedModule = { readonly text: string } | { readonly problem: string };

/**
 * Imports a Nest module into its parent, by the syntax tree: what is there stays, byte for byte.
 * @param from relative specifier of the module's file, with the project's ending
 */
export function importModule(path: string, text: string, name: string, from: string): ImportedModule {
  const file = parseModule(path, text);
  if (syntaxErrors(file).length > 0) return { problem: 'it has a syntax error' };
  const imports = scanImports(file);
  const same = imports.filter((declaration) => withoutExtension(declaration.from) === withoutExtension(from)).flatMap(({ names }) => names).find(({ imported }) => imported === name);
  if (same !== undefined && !same.typeOnly) return { text };
  const metadata = moduleMetadata(file);
  if (metadata === undefined) return { problem: 'it has no class with @Module({ … })' };
  const local = freeName(name, file);
  const insertion = intoImports(metadata, local, file);
  if (insertion === undefined) return { problem: 'the imports of its @Module are not written as a list' };
  return { text: insert(text, [...addImports(file, [{ imported: name, local, from, typeOnly: false }], textStyle(file)), insertion]) };
}

/** The argument of the file's first `@Module({ … })`. */
function moduleMetadata(file: ts.SourceFile): ts.ObjectLiteralExpression | undefined {
  for (const statement of file.statements) {
    if (!ts.isClassDeclaration(statement)) continue;
    for (const { expression } of ts.getDecorators(statement) ?? []) {
      if (!ts.isCallExpression(expression) || expression.expression.getText(file) !== 'Module') continue;
      const [argument] = expression.arguments;
      if (argument && ts.isObjectLiteralExpression(argument)) return argument;
    }
  }
  return undefined;
}

function intoImports(metadata: ts.ObjectLiteralExpression, local: string, file: ts.SourceFile): Insertion | undefined {
  const property = metadata.properties.find((p) => p.name !== undefined && (ts.isIdentifier(p.name) || ts.isStringLiteral(p.name)) && p.name.text === 'imports');
  if (property === undefined) return firstProperty(metadata, `imports: [${local}]`, file);
  if (!ts.isPropertyAssignment(property) || !ts.isArrayLiteralExpression(property.initializer)) return undefined;
  const { elements } = property.initializer;
  const last = elements.at(-1);
  if (last === undefined) return { offset: property.initializer.getStart(file) + 1, text: local };
  return { offset: last.getEnd(), text: `,${gapBefore(last, file)}${local}` };
}

function firstProperty(metadata: ts.ObjectLiteralExpression, text: string, file: ts.SourceFile): Insertion {
  const offset = metadata.getStart(file) + 1;
  const first = metadata.properties[0];
  return { offset, text: first === undefined ? ` ${text} ` : `${gapBefore(first, file)}${text},` };
}
