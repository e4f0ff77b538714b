import type { Method } from '../http/routes';

/** operationIds: the handler's name where it is one of a kind, else method and path in words. */
export class OperationNames {
  private readonly taken = new Set<string>();
  constructor(private readonly counts: ReadonlyMap<string, number>) {}

  allocate(method: Method, path: string, handler: string | undefined): string {
    const wanted = handler !== undefined && this.counts.get(handler) === 1 && !VAGUE.test(handler) ? handler : fromPath(method, path);
    let name = wanted;
    for (let n = 2; this.taken.has(name); n++) name = `${wanted}${n}`;
    this.taken.add(name);
    return name;
  }
}

const VAGUE = /^(default|handler|get|post|put|patch|delete|del|bound|native|anonymous|index|_.*|async|fn|cb)$/;

function fromPath(method: Method, path: string): string {
  const words = path.split('/').filter(Boolean).flatMap((segment) => {
    const parameter = /^\{(.+)\}$/.exec(segment)?.[1];
    return parameter === undefined ? segment.split(/[^A-Za-z0-9]+/).filter(Boolean) : ['by', ...parameter.split(/[^A-Za-z0-9]+/).filter(Boolean)];
  });
  return method + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
}
