import path from 'node:path';
import type { Diagnostic } from '../diagnostics';
import type { Framework } from '../emit/context';
import { GENERATED_MARKER } from '../emit/context';
import { lineColumn } from '../merge/line-column';
import { relativeSpecifier } from '../merge/specifier';
import type { WorkspaceFiles } from '../workspace/files';
import { readText } from '../workspace/files';
import { importExtension } from '../workspace/import-extension';
import type { ExtensionSetting } from '../workspace/import-extension';
import { emitSecurity } from './emit-security';
import { SETTINGS } from './emit-settings';
import { wire } from './wire';

/** What there is to protect. */
export interface SecurityTarget {
  readonly framework: Framework;
  /** Folder that holds middleware/. */
  readonly base: string;
  /** Folder of the project's sources. */
  readonly sources: string;
  readonly importExtension?: ExtensionSetting;
}

export interface SecurityPlan {
  /** New files, by path from the workspace's root. */
  readonly written: Readonly<Record<string, string>>;
  /** The file that calls `secure`, where it did not. */
  readonly wired?: { readonly path: string; readonly text: string };
  readonly packages: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const PACKAGES = ['cors', 'helmet', 'rate-limiter-flexible'];

/** What `middleware/security.ts` is made of, and where it is called. Files that are there stay as they are. */
export function planSecurity(files: WorkspaceFiles, { framework, base, sources, importExtension: setting }: SecurityTarget): SecurityPlan {
  const place = (name: string): string => path.posix.join(base, 'middleware', name);
  const extension = importExtension(files, base, setting);
  const all = { [place('security-settings.ts')]: SETTINGS, [place('security.ts')]: emitSecurity(framework, extension) };
  const written = Object.fromEntries(Object.entries(all).filter(([file]) => files.read(file) === undefined));
  return { written, packages: PACKAGES, ...callIt(files, framework, sources, place('security'), extension) };
}

function callIt(files: WorkspaceFiles, framework: Framework, sources: string, security: string, extension: string): Pick<SecurityPlan, 'wired' | 'diagnostics'> {
  const starts = files.list(sources).flatMap((file) => {
    const text = /\.[cm]?ts$/.test(file) && !/\.(spec|test|d)\.[cm]?ts$/.test(file) ? readText(files, file) : undefined;
    if (text === undefined || text.startsWith(GENERATED_MARKER) || !/registerRoutes|NestFactory/.test(text)) return [];
    const wired = wire(file, text, framework, relativeSpecifier(file, security) + extension);
    return wired === undefined ? [] : [{ file, text, wired }];
  });
  const [start, second] = starts;
  if (start === undefined) return uncalled(framework, security, 'no file of the project starts the server');
  if (second !== undefined) return uncalled(framework, security, `${second.file} starts a server too`, { file: start.file, line: 1, column: 1 });
  const { file, text, wired } = start;
  if ('problem' in wired) return uncalled(framework, security, wired.problem, { file, ...lineColumn(text, wired.offset) });
  return { diagnostics: [], ...(wired.text !== text && { wired: { path: file, text: wired.text } }) };
}

function uncalled(framework: Framework, security: string, why: string, position?: Diagnostic['position']): Pick<SecurityPlan, 'diagnostics'> {
  const where = framework === 'nest' ? 'after the application is made' : 'before registerRoutes(app)';
  return {
    diagnostics: [{
      code: 'BACKEND_SECURITY_UNCALLED', severity: 'warning', message: `secure(app) could not be called: ${why}`,
      help: `Import { secure } from ${security}.ts and call secure(app) ${where}.`,
      ...(position && { position }),
    }],
  };
}
