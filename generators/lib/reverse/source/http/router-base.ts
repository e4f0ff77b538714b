import type ts from 'typescript';
import type { Host, Value } from '../values/value';
import { members } from '../values/make';
import type { Recorder } from './recorder';
import type { RouteRoot } from './route-root';
import type { Entry, Framework } from './routes';

/** What Express and Koa have in common: a list of routes, middleware and mounted routers, in order. */
export abstract class RouterBase implements Host, RouteRoot {
  abstract readonly what: string;
  abstract readonly framework: Framework;
  readonly entries: Entry[] = [];
  mounted = false;
  /** Koa: what stands before each path of the router. */
  prefix: Value | undefined;

  constructor(protected readonly recorder: Recorder, readonly isApp: boolean, readonly node: ts.Node) {
    recorder.roots.push(this);
  }

  /** Express: middleware of a router also runs for routers mounted after it at the same place. */
  get leaks(): boolean {
    return this.framework === 'express' || this.isApp;
  }
}

/** A router as middleware: `router.routes()`, `mount('/api', app)`. */
export class MountHost implements Host {
  readonly what = 'mount';

  constructor(readonly router: RouterBase, readonly path?: Value) {}
}

export interface Mount { readonly router: RouterBase; readonly path?: Value }

/** The routers that a handler mounts, through wrappers of packages too: `compose([a.routes(), b.routes()])`. */
export function mountsOf(value: Value): Mount[] {
  return members(value).flatMap((member): Mount[] => {
    if (member.kind === 'host') {
      if (member.host instanceof RouterBase) return [{ router: member.host }];
      return member.host instanceof MountHost ? [{ router: member.host.router, ...(member.host.path && { path: member.host.path }) }] : [];
    }
    if (member.kind === 'object' && member.base !== undefined) return mountsOf(member.base);
    if (member.kind === 'external' && member.op === 'call') {
      const given = (member.args ?? []).flatMap((arg) => (arg.kind === 'array' ? arg.items.flatMap(mountsOf) : mountsOf(arg)));
      // `xRequestId(options, app)` only knows the application.
      return given.filter((mount) => !mount.router.isApp || /vhost|subdomain|mount/.test(member.module));
    }
    return [];
  });
}
