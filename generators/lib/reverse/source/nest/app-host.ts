import type ts from 'typescript';
import type { Recorder } from '../http/recorder';
import type { RouteRoot } from '../http/route-root';
import { flatten } from '../http/handlers';
import { callBack } from '../interpret/call';
import { externalPath } from '../values/inspect';
import { UNDEFINED, unknown } from '../values/make';
import type { Host, Value } from '../values/value';
import { plain, plainList, plainText } from '../schemas/chain';
import { propertyOf } from '../schemas/object-entries';

/** A Nest application: its root module, and what `main.ts` says of all routes. */
export class NestHost implements Host, RouteRoot {
  readonly what = 'nest';
  readonly framework = 'nest';
  readonly isApp = true;
  mounted = true;
  prefix: Value | undefined;
  excluded: string[] = [];
  versioning: { readonly prefix: string; readonly defaults: readonly string[] } | undefined;
  readonly guards: Value[] = [];

  constructor(private readonly recorder: Recorder, readonly node: ts.Node, readonly root: Value) {
    recorder.roots.push(this);
  }

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    const [first = UNDEFINED, second] = args;
    switch (name) {
      case 'setGlobalPrefix':
        this.prefix = first;
        this.excluded = flatten([propertyOf(second, 'exclude') ?? { kind: 'array', items: [] }]).flatMap((one) => { const path = plainText(one) ?? plainText(propertyOf(one, 'path')); return path === undefined ? [] : [path.replace(/^\//, '')]; });
        return unknown(at);
      case 'enableVersioning': this.version(first); return unknown(at);
      case 'useGlobalGuards': this.guards.push(...args); return unknown(at);
      default:
        callBack(this.recorder.machine, args, at);
        return unknown(at);
    }
  }

  /** Only versions in the path change what is served where. */
  private version(options: Value): void {
    const type = propertyOf(options, 'type');
    const kind = type?.kind === 'external' ? externalPath(type).at(-1) : type === undefined ? 'URI' : String(plain(type));
    if (kind !== 'URI' && kind !== '0') return;
    const prefix = plain(propertyOf(options, 'prefix'));
    const defaults = propertyOf(options, 'defaultVersion');
    this.versioning = { prefix: prefix === false ? '' : typeof prefix === 'string' ? prefix : 'v', defaults: defaults === undefined ? [] : plainList([defaults]).map(String) };
  }
}
