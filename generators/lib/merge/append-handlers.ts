import ts from 'typescript';
import type { WantedImport } from './add-imports';
import { addImports } from './add-imports';
import type { Insertion } from './insertions';
import { insert } from './insertions';
import type { Stub } from './new-handler-file';
import { usedImports } from './new-handler-file';
import { parseModule } from './parse-module';
import { scanImports } from './scan-imports';
import type { ScannedModule } from './scan-module';
import { inStyle, textStyle } from './text-style';

/**
 * Appends handlers to a "yours" file and imports what they need. Everything that was there stays,
 * byte for byte and in order: the result is the old text with insertions.
 * @param existing a scanned file without syntax errors
 * @param header imports the stubs may use; only those that are used and missing are added
 */
export function appendHandlers(existing: ScannedModule, header: string, stubs: readonly Stub[]): string {
  const text = existing.file.text;
  if (stubs.length === 0) return text;
  const style = textStyle(existing.file);
  const body = stubs.map((stub) => withFreeName(stub, existing.declared)).join('\n\n');
  if (existing.file.statements.length === 0) {
    const whole = inStyle(`${usedImports(header, body)}\n\n${body}`, style);
    return insert(text, [atEnd(text, whole, style)]);
  }
  const wanted = missingImports(header, body, existing.declared);
  return insert(text, [...addImports(existing.file, wanted, style), atEnd(text, inStyle(body, style), style)]);
}

function atEnd(text: string, added: string, { newline, finalNewline }: { newline: string; finalNewline: boolean }): Insertion {
  const isEmpty = text === '' || text === '\uFEFF';
  const blankLine = /(\r\n|\r(?!\n)|\n)[^\S\r\n]*(\r\n|\r|\n)$/.test(text);
  const gap = isEmpty || blankLine ? '' : finalNewline ? newline : newline + newline;
  return { offset: text.length, text: gap + added + (finalNewline || isEmpty ? newline : '') };
}

/** `import { createUser } from '../db'` already takes the name: the handler gets another and is exported under its own. */
function withFreeName({ identifier, source }: Stub, declared: ReadonlyMap<string, number>): string {
  const statement = source.trim();
  if (!declared.has(identifier)) return statement;
  let free = `${identifier}Handler`;
  while (declared.has(free)) free += '_';
  const file = parseModule('stub.ts', statement);
  const variable = file.statements.find(ts.isVariableStatement);
  const name = variable?.declarationList.declarations[0]?.name;
  const keyword = variable?.modifiers?.find((m) => m.kind === ts.SyntaxKind.ExportKeyword);
  if (!name || !keyword) throw new Error(`a stub must export a const: ${statement}`);
  const renamed = statement.slice(0, name.getStart()) + free + statement.slice(name.getEnd());
  return `${renamed.slice(0, keyword.getStart())}${renamed.slice(keyword.getEnd()).trimStart()}\nexport { ${free} as ${identifier} };`;
}

function missingImports(header: string, body: string, declared: ReadonlyMap<string, number>): WantedImport[] {
  const used = identifiers(parseModule('stubs.ts', body));
  return scanImports(parseModule('header.ts', header)).flatMap(({ from, names }) => names
    .filter(({ local }) => used.has(local) && !declared.has(local))
    .map((name) => ({ ...name, from })));
}

function identifiers(file: ts.SourceFile): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
