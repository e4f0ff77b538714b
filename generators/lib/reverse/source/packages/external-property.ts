import { externalPath } from '../values/inspect';
import { constant, native } from '../values/make';
import type { ExternalValue, Value } from '../values/value';
import type { Recorder } from '../http/recorder';
import { STATUS_CONSTANTS } from '../http/status-names';
import { nodeModuleProperty } from './node-modules';

/** A property of a package's value that has a known meaning: paths and files, names of HTTP statuses. */
export function externalProperty(recorder: Recorder, target: ExternalValue, key: string): Value | undefined {
  if (target.op === 'module') {
    const known = nodeModuleProperty(recorder.machine, target.module, key);
    if (known !== undefined) return known;
  }
  const path = externalPath(target);
  if (target.module === 'path' && path[0] === 'posix') return nodeModuleProperty(recorder.machine, 'path', key);
  if (target.module === 'fs' && path[0] === 'promises') return nodeModuleProperty(recorder.machine, 'fs/promises', key);
  if (/^(http-status(-codes)?|http-status-codes\/.*|@nestjs\/common.*|http-status-.*|node-http-status|@fastify\/.*http.*)$/.test(target.module)) {
    const status = STATUS_CONSTANTS[key];
    if (status !== undefined) return constant(status);
  }
  if (target.module === 'joi' && key === 'extend') return native('extend', () => target);
  return undefined;
}
