import type ts from 'typescript';
import type { WorkspaceFiles } from '../../workspace/files';
import { readText } from '../../workspace/files';
import { isGeneratedFile } from '../generated/find-generated';

/** A call or decorator that may declare routes. It also finds `map.get(…)`: then source is read in vain, no route is missed. */
const ROUTES = /\.(?:get|post|put|patch|delete|del|head|options|all|route|use|register)\s*(?:<[^(]*>)?\(|@(?:Get|Post|Put|Patch|Delete|Head|Options|All|Controller)\b|\]\s*\(|@openapi\b/;
const SOURCE = /\.[cm]?[jt]sx?$/;
const NO_SOURCE = /(?:^|\/)node_modules\/|\.d\.[cm]?ts$|\.(?:spec|test)\.[cm]?[jt]sx?$/;
/** By what handlers of generated routes are typed. */
const HANDLERS = /\bOperations\s*\[|\bRequestOf\s*</;

/** Files of the user's below a folder that may declare routes of their own. */
export function writtenByHand(files: WorkspaceFiles, folder: string): readonly string[] {
  return files.list(folder).filter((file) => SOURCE.test(file) && !NO_SOURCE.test(file) && !isGeneratedFile(files, file) && mayDeclare(file, withoutComments(readText(files, file) ?? '')));
}

function mayDeclare(file: string, text: string): boolean {
  return ROUTES.test(text) && (!HANDLERS.test(text) || ROUTES.test(withoutHandlers(file, text)));
}

/** Comments of stubs name what to call; those for @openapi are kept. */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\/.*$/gm, '').replace(/\/\*(?!\*[^]*?@openapi)[^]*?\*\//g, '');
}

/** What handlers of generated routes call declares none: `albums.get(req.params)`, `cache.delete(key)`. */
function withoutHandlers(file: string, text: string): string {
  const compiler = require('typescript') as typeof ts;
  const bodies: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const body = handlerBody(compiler, node);
    if (body) bodies.push(body);
    else compiler.forEachChild(node, visit);
  };
  visit(compiler.createSourceFile(file, text, compiler.ScriptTarget.Latest, false));
  return bodies.reduceRight((rest, { pos, end }) => rest.slice(0, pos) + rest.slice(end), text);
}

/** `export const getUser: Operations['getUser'] = …`; of a service, `getUser(request: RequestOf<'getUser'>) { … }`. */
function handlerBody(compiler: typeof ts, node: ts.Node): ts.Node | undefined {
  const named = (type: ts.TypeNode | undefined, name: string): boolean => type !== undefined && compiler.isTypeReferenceNode(type) && compiler.isIdentifier(type.typeName) && type.typeName.text === name;
  if (compiler.isVariableDeclaration(node) && node.type && compiler.isIndexedAccessTypeNode(node.type) && named(node.type.objectType, 'Operations')) return node.initializer;
  return compiler.isMethodDeclaration(node) && node.parameters.some(({ type }) => named(type, 'RequestOf')) ? node.body : undefined;
}
