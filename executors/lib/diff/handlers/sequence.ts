import type { Sequence } from '../../catalog/catalog';
import { partId } from '../../catalog/identity';
import { qualify, quoteIdentifier } from '../../catalog/quote';
import { change, type Change } from '../change';
import { isDropped, same, type Handler } from '../context';
import { drop } from '../targets';
import { changedOptions, intoBounds } from './column';
import { sequenceOptions } from './column-definition';

export const sequenceHandler: Handler<Sequence> = {
  create(sequence, { from }) {
    const words = sequence.persistence === 'unlogged' ? 'UNLOGGED ' : sequence.persistence === 'temporary' ? 'TEMPORARY ' : '';
    // An identity column may hold the name until it lets go of it.
    const holder = from.catalog.tables.flatMap(({ columns }) => columns).find(({ identity }) => identity !== null && qualify(identity.sequence) === qualify(sequence));
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
