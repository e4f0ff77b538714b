import { isDataSource, type UserDataSource } from './typeorm-types';
import { InputError } from './input-error';

/**
 * The data source among a module's exports: a value, a promise of one, or a function that makes one.
 * @param name the export to take; else `default`, else the only one
 */
export async function findDataSource(exports: Record<string, unknown>, file: string, name?: string): Promise<UserDataSource> {
  const known = flatten(exports);
  if (name !== undefined) {
    const source = name in known ? await resolve(known[name]) : undefined;
    if (source) return source;
    throw missing(file, `${file} exports no data source by the name ${name}`, known);
  }
  const values = await collect(Object.entries(known).filter(([, value]) => typeof value !== 'function'));
  const found = values.length > 0 ? values : await collect(Object.entries(known).filter(([, value]) => typeof value === 'function' && !isClass(value)));
  const chosen = found.find(([key]) => key === 'default') ?? found[0];
  if (!chosen) throw missing(file, `${file} exports no data source`, known);
  if (chosen[0] !== 'default' && new Set(found.map(([, source]) => source)).size > 1) {
    throw new InputError({
      code: 'BACKEND_DATA_SOURCE_AMBIGUOUS', severity: 'error', message: `${file} exports several data sources: ${found.map(([key]) => key).join(', ')}`,
      help: `Say which: --dataSource=${file}#${chosen[0]}`, position: { file, line: 1, column: 1 },
    });
  }
  return chosen[1];
}

/** A CommonJS module that is imported has its exports in `default`, and `default` in those. */
function flatten(exports: Record<string, unknown>): Record<string, unknown> {
  const own = exports['default'];
  const nested = typeof own === 'object' && own !== null && (own as { __esModule?: boolean }).__esModule ? (own as Record<string, unknown>) : undefined;
  return nested ? { ...exports, ...nested } : { ...exports };
}

async function collect(entries: readonly (readonly [string, unknown])[]): Promise<[string, UserDataSource][]> {
  const found: [string, UserDataSource][] = [];
  for (const [key, value] of entries) {
    const source = await resolve(value);
    if (source) found.push([key, source]);
  }
  return found;
}

async function resolve(value: unknown): Promise<UserDataSource | undefined> {
  const settled: unknown = await (typeof value === 'function' && !isClass(value) && value.length === 0 ? (value as () => unknown)() : value);
  return isDataSource(settled) ? settled : undefined;
}

/** Entities and migrations may be exported beside the data source. */
function isClass(value: unknown): boolean {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}

function missing(file: string, message: string, exports: Record<string, unknown>): InputError {
  const names = Object.keys(exports).filter((key) => key !== '__esModule');
  return new InputError({
    code: 'BACKEND_DATA_SOURCE_NO_EXPORT', severity: 'error', message: `${message}${names.length > 0 ? ` (it exports ${names.join(', ')})` : ''}`,
    help: 'Export it: export default new DataSource({ … }), or a promise or function of one.', position: { file, line: 1, column: 1 },
  });
}
