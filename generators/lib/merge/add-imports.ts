import ts from 'typescript';
import type { Insertion } from './insertions';
import type { ImportDeclaration, ImportedName } from './scan-imports';
import { scanImports } from './scan-imports';
import { withoutExtension } from './specifier';
import type { TextStyle } from './text-style';
import { specifierLiteral } from './text-style';

/** A name a module needs, and where from. */
export interface WantedImport extends ImportedName {
  readonly from: string;
}

/** Insertions that import `wanted`: into a declaration of the same source where there is one, else on lines of their own. */
export function addImports(file: ts.SourceFile, wanted: readonly WantedImport[], style: TextStyle): Insertion[] {
  const imports = scanImports(file);
  const insertions: Insertion[] = [];
  const lines = new Map<string, WantedImport[]>();
  for (const want of wanted) {
    const target = imports.find((declaration) => canHold(declaration, want));
    if (target) insertions.push(intoBraces(target, want));
    else {
      const key = JSON.stringify([want.from, want.typeOnly, /^(default|\*)$/.test(want.imported) ? want.local : '']);
      lines.set(key, [...(lines.get(key) ?? []), want]);
    }
  }
  if (lines.size === 0) return insertions;
  const printed = [...lines.values()].map((group) => importLine(group, style));
  return [...insertions, onOwnLines(file, imports, printed, style)];
}

function canHold({ from, node }: ImportDeclaration, want: WantedImport): boolean {
  const bindings = node.importClause?.namedBindings;
  return withoutExtension(from) === withoutExtension(want.from) && !/^(default|\*)$/.test(want.imported)
    && bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.length > 0
    && (want.typeOnly || !node.importClause!.isTypeOnly);
}

function intoBraces({ node }: ImportDeclaration, want: WantedImport): Insertion {
  const { elements } = node.importClause!.namedBindings as ts.NamedImports;
  const prefix = want.typeOnly && !node.importClause!.isTypeOnly ? 'type ' : '';
  return { offset: elements[elements.length - 1]!.getEnd(), text: `, ${prefix}${renamed(want)}` };
}

function importLine(group: readonly WantedImport[], style: TextStyle): string {
  const [first] = group as [WantedImport];
  const what = first.imported === '*' ? `* as ${first.local}` : first.imported === 'default' ? first.local : `{ ${group.map(renamed).join(', ')} }`;
  return `import ${first.typeOnly ? 'type ' : ''}${what} from ${specifierLiteral(first.from, style)}${style.semicolons ? ';' : ''}`;
}

function renamed({ imported, local }: ImportedName): string {
  return imported === local ? local : `${imported} as ${local}`;
}

function onOwnLines(file: ts.SourceFile, imports: readonly ImportDeclaration[], lines: readonly string[], style: TextStyle): Insertion {
  const text = lines.join(style.newline);
  const last = imports.at(-1);
  if (!last) {
    const offset = beforeFirstStatement(file);
    const onNewLine = offset === 0 || /[\r\n\uFEFF]$/.test(file.text.slice(0, offset));
    return { offset, text: (onNewLine ? '' : style.newline) + text + style.newline + style.newline };
  }
  // `import a from 'a'; // why`: the comment stays with its import; `import a from 'a'; use(a)` is cut between the two.
  const rest = /^[^\r\n]*/.exec(file.text.slice(last.node.getEnd()))![0];
  const comment = /^\s*(\/\/.*|\/\*(?:(?!\*\/).)*\*\/\s*)?$/.exec(rest);
  return { offset: last.node.getEnd() + (comment ? rest.length : 0), text: style.newline + text + (comment ? '' : style.newline) };
}

/** After a byte order mark, a shebang, directives and comments set apart by a blank line or meant for the whole file. */
function beforeFirstStatement(file: ts.SourceFile): number {
  const text = file.text;
  const directives = file.statements.findIndex((s) => !(ts.isExpressionStatement(s) && ts.isStringLiteral(s.expression)));
  const start = directives > 0 ? file.statements[directives - 1]!.getEnd() : ts.getShebang(text)?.length ?? (text.startsWith('\uFEFF') ? 1 : 0);
  const first = directives < 0 ? undefined : file.statements[directives];
  let offset = start;
  for (const { pos, end } of ts.getLeadingCommentRanges(text, start) ?? []) {
    if (first && pos > first.getStart()) break;
    const apart = /^[^\S\r\n]*(\r\n|\r|\n)[^\S\r\n]*(\r\n|\r|\n)/.exec(text.slice(end));
    const forTheFile = /@ts-(no)?check|eslint|@format|@license|copyright|<reference/i.test(text.slice(pos, end));
    if (apart || forTheFile) offset = end + (apart ?? /^[^\S\r\n]*(\r\n|\r|\n)?/.exec(text.slice(end))!)[0].length;
  }
  if (offset === start) offset += /^[^\S\r\n]*(\r\n|\r|\n)?/.exec(text.slice(offset))![0].length;
  return offset;
}
