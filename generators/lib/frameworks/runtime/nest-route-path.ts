/** Where Nest's routing decorators keep a method's path. */
const PATH = 'path';
const OWN_PATH = 'backend:path';

/** The path that the routing decorator gave, whatever was set since. */
export function expressPath(handler: object): string {
  return (Reflect.getMetadata(OWN_PATH, handler) ?? Reflect.getMetadata(PATH, handler)) as string;
}

/** Sets the path by which Nest will register a method: the adapters' routers write some paths differently. */
export function setPath(handler: object, path: string): void {
  Reflect.defineMetadata(OWN_PATH, expressPath(handler), handler);
  Reflect.defineMetadata(PATH, path, handler);
}
