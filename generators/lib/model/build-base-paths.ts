import { isNode, list, members, text } from './build-context';

/** Path prefixes of a `servers` list, variables replaced by their defaults, without trailing slash. */
export function buildBasePaths(servers: unknown): readonly string[] {
  const paths = list(servers).flatMap((server) => {
    if (!isNode(server) || typeof server['url'] !== 'string') return [];
    const path = pathOf(fill(server['url'], server['variables']));
    return path === undefined ? [] : [path];
  });
  const distinct = [...new Set(paths)];
  return Object.freeze(distinct.length === 0 ? [''] : distinct);
}

function fill(url: string, variables: unknown): string {
  const defaults = new Map(members(variables).map(([name, v]) => [name, isNode(v) ? (text(v['default']) ?? '') : '']));
  return url.replace(/\{([^{}]+)\}/g, (whole, name: string) => defaults.get(name) ?? whole);
}

/** Path of an absolute or relative URL; a host of `{var}` without default does not hinder. */
function pathOf(url: string): string | undefined {
  const path = url.replace(/^[a-z][a-z\d+.-]*:/i, '').replace(/^\/\/[^/?#]*/, '').replace(/[?#].*$/s, '');
  const normal = new URL(path.replace(/^(?!\/)/, '/'), 'http://base.invalid').pathname;
  return normal.replace(/\/+$/, '');
}
