import type { WorkspaceFiles } from '../../workspace/files';
import { readText } from '../../workspace/files';
import { isGeneratedFile } from '../generated/find-generated';

/** A call or decorator that may declare routes. It also finds `map.get(…)`: then source is read in vain, no route is missed. */
const ROUTES = /\.(?:get|post|put|patch|delete|del|head|options|all|route|use|register)\s*(?:<[^(]*>)?\(|@(?:Get|Post|Put|Patch|Delete|Head|Options|All|Controller)\b|\]\s*\(|@openapi\b/;
const SOURCE = /\.[cm]?[jt]sx?$/;
const NO_SOURCE = /(?:^|\/)node_modules\/|\.d\.[cm]?ts$|\.(?:spec|test)\.[cm]?[jt]sx?$/;

/** Files of the user's below a folder that may declare routes of their own. */
export function writtenByHand(files: WorkspaceFiles, folder: string): readonly string[] {
  return files.list(folder).filter((file) => SOURCE.test(file) && !NO_SOURCE.test(file) && !isGeneratedFile(files, file) && ROUTES.test(withoutComments(readText(files, file) ?? '')));
}

/** Comments of stubs name what to call; those for @openapi are kept. */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\/.*$/gm, '').replace(/\/\*(?!\*[^]*?@openapi)[^]*?\*\//g, '');
}
