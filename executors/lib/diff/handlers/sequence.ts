import type { Catalog, Column, Sequence } from '../../catalog/catalog';
import { partId } from '../../catalog/identity';
import { qualify, quoteIdentifier } from '../../catalog/quote';
import { change, type Change } from '../change';
import { isDropped, same, type Handler } from '../context';
import { drop } from '../targets';
import { changedOptions, intoBounds } from './column';
import { sequenceOptions } from './column-definition';

const holders = new WeakMap<Catalog, ReadonlyMap<string, Column>>();

/** Identity columns by the names of their sequences, once for a catalog. */
function identityHolders(catalog: Catalog): ReadonlyMap<string, Column> {
  const known = holders.get(catalog);
  if (known) return known;
  const found = new Map(catalog.tables.flatMap(({ columns }) => columns.flatMap((column) => (column.identity === null ? [] : [[qualify(column.identity.sequence), column] as const]))));
  holders.set(catalog, found);
  return found;
}

export const sequenceHandler: Handler<Sequence> = {
  create(sequence, { from }) {
    const words = sequence.persistence === 'unlogged' ? 'UNLOGGED ' : sequence.persistence === 'temporary' ? 'TEMPORARY ' : '';
    // An identity column may hold the name until it lets go of it.
    const holder = identityHolders(from.catalog).get(qualify(sequence));
    return [
      change('create', sequence, `CREATE ${words}SEQUENCE ${qualify(sequence)} AS ${sequence.dataType} ${sequenceOptions(sequence)}`, holder ? { after: [holder.id] } : {}),
      ...ownedBy(sequence, undefined),
    ];
  },
  drop(sequence, context) {
    // It goes with the column that owns it.
    if (sequence.ownedBy && isDropped(partId('column', sequence.ownedBy, sequence.ownedBy.column), context)) return [];
    return [change('drop', sequence, drop(sequence), { loses: `the position of ${qualify(sequence)}` })];
  },
  alter(from, to) {
    const options = changedOptions(from, to);
    const type = from.dataType === to.dataType ? [] : [`AS ${to.dataType}`];
    const sql = [
      ...intoBounds(to, from, to),
      ...(options.length + type.length > 0 ? [`ALTER SEQUENCE ${qualify(to)} ${[...type, ...options].join(' ')}`] : []),
      ...(from.persistence === to.persistence ? [] : [`ALTER SEQUENCE ${qualify(to)} SET ${to.persistence === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`]),
    ];
    return [...(sql.length > 0 ? [change('alter', to, sql)] : []), ...ownedBy(to, from)];
  },
};

function ownedBy(to: Sequence, from: Sequence | undefined): Change[] {
  if (same(from?.ownedBy ?? null, to.ownedBy)) return [];
  const release = from?.ownedBy
    ? [change('follow', to, `ALTER SEQUENCE ${qualify(to)} OWNED BY NONE`, { beforeDropOf: [partId('column', from.ownedBy, from.ownedBy.column)] })] : [];
  const own = to.ownedBy
    ? [change('follow', to, `ALTER SEQUENCE ${qualify(to)} OWNED BY ${qualify(to.ownedBy)}.${quoteIdentifier(to.ownedBy.column)}`, { after: [partId('column', to.ownedBy, to.ownedBy.column)] })] : [];
  return [...release, ...own];
}
