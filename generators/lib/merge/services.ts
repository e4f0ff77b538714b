import ts from 'typescript';
import type { Diagnostic, DiagnosticCode } from '../diagnostics';
import { addImports } from './add-imports';
import { decodeUtf8 } from './decode';
import type { ExistingFiles } from './handler-files';
import { insert } from './insertions';
import { lineColumn } from './line-column';
import { usedImports } from './new-handler-file';
import { parseModule, syntaxErrors } from './parse-module';
import { scanImports } from './scan-imports';
import { inStyle, textStyle } from './text-style';

/** The service a tag is to have. */
export interface WantedService {
  /** `routes/users.service.ts` */
  readonly path: string;
  /** `UsersService` */
  readonly service: string;
  /** `UsersOperations` */
  readonly interface: string;
}

/** A service's file as it stands. */
export interface ServiceFile {
  readonly file: ts.SourceFile;
  readonly service: ts.ClassDeclaration;
  readonly methods: ReadonlySet<string>;
  /** It inherits: a method that is not here may be its base's, which an added one would replace. */
  readonly opaque: boolean;
}

export interface ServiceSurvey {
  /** By path. */
  readonly files: ReadonlyMap<string, ServiceFile>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the services that are there. One that cannot be read safely is an error: it must be left alone. */
export function surveyServices(wanted: readonly WantedService[], operations: ReadonlySet<string>, existing: ExistingFiles, shownFolder: string): ServiceSurvey {
  const diagnostics: Diagnostic[] = [];
  const files = new Map<string, ServiceFile>();
  for (const { path, service: name } of wanted) {
    const bytes = existing.read(path);
    if (bytes === undefined) continue;
    const text = decodeUtf8(bytes);
    const report = (code: DiagnosticCode, severity: Diagnostic['severity'], offset: number, message: string, help: string): void => {
      diagnostics.push({ code, severity, message, help, position: { file: shownFolder + path, ...lineColumn(text ?? '', offset) } });
    };
    if (text === undefined) {
      report('BACKEND_ROUTES_HANDLERS_UNREADABLE', 'error', 0, `${shownFolder}${path} is not UTF-8 text`, 'Save it as UTF-8; it is left as it is until then.');
      continue;
    }
    const file = parseModule(path, text);
    const errors = syntaxErrors(file);
    for (const { message, offset } of errors) {
      report('BACKEND_ROUTES_HANDLERS_SYNTAX', 'error', offset, `syntax error in a service: ${message}`, 'Repair the file, then run this again; it is left as it is until then.');
    }
    if (errors.length > 0) continue;
    const service = file.statements.filter(ts.isClassDeclaration).find((node) => node.name?.text === name);
    if (service === undefined) {
      report('BACKEND_ROUTES_SERVICE_MISSING', 'error', 0, `${shownFolder}${path} declares no class ${name}, which the controller injects`, `Declare and export class ${name} here; methods are added to it.`);
      continue;
    }
    for (const { operation, offset } of orphans(service, operations)) {
      report('BACKEND_ROUTES_ORPHANED_HANDLER', 'warning', offset, `handler ${operation}: its operation is no longer in the document`, 'Delete the method, or rename it after the operation that took its place.');
    }
    const opaque = service.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) ?? false;
    files.set(path, { file, service, methods: memberNames(service), opaque });
  }
  return { files, diagnostics };
}

/** The text of a new service. */
export function newServiceFile({ service, interface: type }: WantedService, header: string, methods: readonly string[], types: string): string {
  const body = `@Injectable()\nexport class ${service} implements ${type} {\n${indented(methods).join('\n\n')}\n}\n`;
  const [imports = '', ...others] = usedImports(header, body).split('\n').reverse();
  const known = imports.includes(types) ? imports : undefined;
  const line = known === undefined ? `import type { ${type} } from '${types}';` : known.replace(/^import type \{ (.*) \}/, (_all, names: string) => `import type { ${[...names.split(', '), type].sort().join(', ')} }`);
  const rest = known === undefined ? [imports, ...others] : others;
  return `${[...rest.reverse(), line].filter(Boolean).join('\n')}\n\n${body}`;
}

/** Adds methods at the end of a service's class and imports what they need; everything that was there stays, byte for byte. */
export function appendMethods({ file, service }: ServiceFile, header: string, methods: readonly string[]): string {
  const style = textStyle(file);
  const text = indented(methods).join('\n\n');
  const close = service.getEnd() - 1;
  const before = file.text.slice(0, close);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const ownLine = before.slice(lineStart).trim() === '';
  const added = inStyle(`${service.members.length > 0 ? '\n' : ''}${text}\n`, style);
  const insertion = ownLine ? { offset: lineStart, text: added } : { offset: close, text: style.newline + added };
  const declared = new Set(scanImports(file).flatMap(({ names }) => names.map(({ local }) => local)));
  const words = new Set(text.match(/[\w$]+/g));
  const wanted = scanImports(parseModule('header.ts', header)).flatMap(({ from, names }) => names.filter(({ local }) => words.has(local) && !declared.has(local)).map((name) => ({ ...name, from })));
  return insert(file.text, [...addImports(file, wanted, style), insertion]);
}

/** Two spaces before each line, but inside of template literals, of which stubs have none. */
function indented(methods: readonly string[]): string[] {
  return methods.map((method) => method.trim().split('\n').map((line) => (line === '' ? '' : `  ${line}`)).join('\n'));
}

function memberNames(service: ts.ClassDeclaration): Set<string> {
  return new Set(service.members.flatMap(({ name }) => (name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : [])));
}

/** Methods whose types name an operation that is not there: `RequestOf<'createUser'>`. */
function orphans(service: ts.ClassDeclaration, operations: ReadonlySet<string>): { operation: string; offset: number }[] {
  const found = new Map<string, number>();
  for (const member of service.members) {
    const visit = (node: ts.Node): void => {
      if (ts.isTypeReferenceNode(node) && /^(Request|Reply|Result)Of$/.test(node.typeName.getText())) {
        const [argument] = node.typeArguments ?? [];
        const operation = argument && ts.isLiteralTypeNode(argument) && ts.isStringLiteral(argument.literal) ? argument.literal.text : undefined;
        if (operation !== undefined && !operations.has(operation) && !found.has(operation)) found.set(operation, member.getStart());
      }
      ts.forEachChild(node, visit);
    };
    if (ts.isMethodDeclaration(member)) visit(member);
  }
  return [...found].map(([operation, offset]) => ({ operation, offset }));
}
