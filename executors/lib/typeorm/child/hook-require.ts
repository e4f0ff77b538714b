import { existsSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import type { Compiler } from './compilers';

interface Loader {
  readonly _extensions: Record<string, (module: NodeModule & { _compile(code: string, file: string): void }, file: string) => void>;
  _resolveFilename(request: string, parent: NodeModule | undefined, ...rest: unknown[]): string;
}

/** Lets `require` load TypeScript, with the semantics that tsc's output has. */
export function hookRequire(compile: Compiler): void {
  const loader = Module as unknown as Loader;
  const patient = patientExports();
  for (const extension of ['.ts', '.tsx', '.cts', '.mts']) {
    const previous = loader._extensions[extension] ?? loader._extensions['.js']!;
    loader._extensions[extension] = (module, file) => {
      if (file.startsWith(OWN)) return previous(module, file);
      patient.add(module.exports as object);
      module._compile(compile(file), file);
    };
  }
  const resolve = loader._resolveFilename;
  loader._resolveFilename = function (request, parent, ...rest) {
    try {
      return resolve.call(this, request, parent, ...rest);
    } catch (error) {
      const source = sourceOf(request, parent);
      if (source === undefined) throw error;
      return source;
    }
  };
}

/** Our own TypeScript, when we run from source ourselves. */
const OWN = path.join(__dirname, '../../../..', 'executors') + path.sep;

/** `./user.js` that stands for `./user.ts`, as TypeScript's nodenext has it. */
function sourceOf(request: string, parent: NodeModule | undefined): string | undefined {
  const [, stem, kind] = /^(\.{1,2}\/.*|\/.*)\.([cm]?)js$/.exec(request) ?? [];
  if (stem === undefined || !parent?.filename) return undefined;
  const base = path.resolve(path.dirname(parent.filename), stem);
  return [`${base}.${kind}ts`, `${base}.tsx`].find((file) => existsSync(file));
}

/**
 * A set of objects whose getters give `undefined` until what they export is there. Entities that refer
 * to each other load in a circle; tsc's output then sees `undefined` in `design:type`, where swc's
 * getters would throw.
 */
function patientExports(): WeakSet<object> {
  const objects = new WeakSet<object>();
  const define = Object.defineProperty;
  Object.defineProperty = ((object: object, name: PropertyKey, descriptor: PropertyDescriptor & ThisType<unknown>) => {
    const { get } = descriptor;
    return define(object, name, get !== undefined && objects.has(object) ? { ...descriptor, get: () => patiently(get) } : descriptor);
  }) as typeof define;
  return objects;
}

function patiently(get: () => unknown): unknown {
  try {
    return get();
  } catch (error) {
    if (error instanceof ReferenceError && error.message.includes('before initialization')) return undefined;
    throw error;
  }
}
