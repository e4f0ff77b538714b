import type ts from 'typescript';
import { members } from '../values/make';
import type { Value } from '../values/value';
import { readPath } from './path-template';
import type { Recorder } from './recorder';
import type { PathTemplate } from './routes';

const ROOT: PathTemplate = { template: '/', patterns: new Map(), certain: true };

/**
 * The templates a path argument stands for; none, with a diagnostic, where the source does not say.
 * `outermost`: a beginning that is computed may be left out there, as a server's URL would say it.
 */
export function templatesOf(recorder: Recorder, path: Value | undefined, node: ts.Node, outermost = false): PathTemplate[] {
  if (path === undefined) return [ROOT];
  const all = members(path);
  const strings = all.flatMap((m) => (m.kind === 'const' && typeof m.value === 'string' ? [m.value] : []));
  if (strings.length === 0 && all.every((m) => m.kind === 'const' && m.value === undefined)) return [ROOT];
  if (strings.length === 0) {
    if (all.some((m) => m.kind === 'regex')) pattern(recorder, 'This path is a regular expression', node);
    else if (outermost) {
      const suffix = all.map((m) => (m.kind === 'typed' ? m.suffix : m.kind === 'unknown' ? '' : undefined)).find((text) => text !== undefined);
      if (suffix !== undefined) {
        recorder.report('BACKEND_RECOVER_PREFIX_DYNAMIC', 'The beginning of this path is computed when the program runs, so paths are given without it', node, 'Give the prefix as a constant, or in a .env.example beside package.json.');
        return [...readPath(suffix, false).paths];
      }
      recorder.report('BACKEND_RECOVER_PATH_DYNAMIC', 'This path is computed when the program runs, so what is served below it is left out', node, 'Give the path as a constant.');
    } else recorder.report('BACKEND_RECOVER_PATH_DYNAMIC', 'This path is computed when the program runs, so what is served below it is left out', node, 'Give the path as a constant, or describe the operations in @openapi comments.');
    return [];
  }
  return strings.flatMap((text) => {
    const { paths, problem } = readPath(text, strings.length === 1 && all.length === 1);
    if (problem !== undefined) pattern(recorder, `The path ${JSON.stringify(text)} is a pattern`, node);
    return paths;
  });
}

function pattern(recorder: Recorder, fact: string, node: ts.Node): void {
  recorder.report('BACKEND_RECOVER_PATH_PATTERN', fact, node, 'OpenAPI has templates with named parameters only; describe what it serves in an @openapi comment.');
}
