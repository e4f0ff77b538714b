import { pascalCase } from './words';

/** The files and classes of one tag in a Nest application. */
export interface NestNames {
  readonly controller: string;
  readonly service: string;
  /** The service's interface. */
  readonly operations: string;
}

/** @param handlers the identifier of the tag's handler file: `usersHandlers`, or `usersHandlersH1234abcd` */
export function nestNames({ identifier }: { readonly identifier: string }): NestNames {
  const stem = pascalCase([identifier.replace(/Handlers(H[0-9a-f]{8}.*)?$/, '$1')]);
  return { controller: `${stem}Controller`, service: `${stem}Service`, operations: `${stem}Operations` };
}

// A method of one of these names would be called by Nest, by JavaScript or by whoever awaits the service.
const TAKEN = new Set([
  'constructor', 'then', 'catch', 'onModuleInit', 'onModuleDestroy', 'onApplicationBootstrap', 'beforeApplicationShutdown', 'onApplicationShutdown',
  'configure', 'toJSON', 'use', ...Object.getOwnPropertyNames(Object.prototype),
]);

/** An operation's method in its controller and its service. No identifier ends in an underscore, so nothing else has this name. */
export function nestMethod(identifier: string): string {
  return TAKEN.has(identifier) ? `${identifier}_` : identifier;
}
