import type ts from 'typescript';
import { ExpressHost } from '../express/router-host';
import { FastifyHost } from '../fastify/instance-host';
import { mountsOf, MountHost } from '../http/router-base';
import type { Recorder } from '../http/recorder';
import { KoaHost } from '../koa/router-host';
import { NestHost } from '../nest/app-host';
import { externalPath } from '../values/inspect';
import { hosted } from '../values/make';
import type { ExternalValue, Value } from '../values/value';

const ROUTERS_OF_EXPRESS = /^(express-promise-router|express-async-router|@root\/async-router|express-router-async|router)$/;

/** Applications and routers of the frameworks. */
export function makers(recorder: Recorder, call: ExternalValue, at: ts.Node): Value | undefined {
  const { module, target, args = [] } = call;
  if (target === undefined) return undefined;
  const path = externalPath(target);
  const name = path.at(-1);
  if (module === '@nestjs/core') return nest(recorder, call, path, at);
  const direct = target.op !== 'call' && target.op !== 'new';
  if (!direct) return undefined;
  if (module === 'express') {
    if (path.length === 0 || name === 'express') return hosted(new ExpressHost(recorder, true, at));
    return name === 'Router' ? hosted(new ExpressHost(recorder, false, at)) : undefined;
  }
  if (ROUTERS_OF_EXPRESS.test(module)) return hosted(new ExpressHost(recorder, false, at));
  if (module === 'koa' && (path.length === 0 || name === 'Koa')) return hosted(new KoaHost(recorder, true, at));
  if (/^(koa-router|@koa\/router|koa-better-router|koa-tree-router)$/.test(module) && (path.length === 0 || name === 'Router')) return hosted(new KoaHost(recorder, false, at).configure(args[0], at));
  if (module === 'koa-mount') {
    const [mount] = args.flatMap(mountsOf);
    return mount === undefined ? undefined : hosted(new MountHost(mount.router, args.length > 1 ? args[0] : undefined));
  }
  if (module === 'fastify' && (path.length === 0 || name === 'fastify')) return hosted(new FastifyHost(recorder, at));
  return undefined;
}

/** `NestFactory.create(AppModule)`, and what guards ask Nest's Reflector for. */
function nest(recorder: Recorder, call: ExternalValue, path: readonly string[], at: ts.Node): Value | undefined {
  const [first] = call.args ?? [];
  const name = path.at(-1);
  if (path.at(-2) === 'NestFactory' && name === 'create' && first !== undefined) return hosted(new NestHost(recorder, at, first));
  if (recorder.metadata !== undefined && ['get', 'getAllAndOverride', 'getAllAndMerge', 'getAll'].includes(name ?? '')) return recorder.metadata.get(first);
  return undefined;
}
