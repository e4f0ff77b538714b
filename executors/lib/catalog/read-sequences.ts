import { objectId } from './identity';
import { PERSISTENCE } from './read-tables';
import { CLASS, notOfExtension, ownedBy, sortById, userSchema, type Reader } from './reader';
import type { Sequence } from './relations';

interface SequenceRow extends Omit<Sequence, 'kind' | 'id' | 'persistence'> { oid: number; persistence: string }

export async function readSequences(reader: Reader): Promise<Sequence[]> {
  const rows = await reader.rows<SequenceRow>(`
    SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name, c.relpersistence AS persistence, format_type(s.seqtypid, NULL) AS "dataType",
      s.seqstart::text AS start, s.seqincrement::text AS increment, s.seqmin::text AS minimum, s.seqmax::text AS maximum, s.seqcache::text AS cache,
      s.seqcycle AS cycle, (SELECT jsonb_build_object('schema', rn.nspname, 'name', r.relname, 'column', a.attname)
        FROM pg_depend d JOIN pg_class r ON r.oid = d.refobjid JOIN pg_namespace rn ON rn.oid = r.relnamespace
          JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.refobjsubid
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a' AND d.refobjsubid > 0) AS "ownedBy",
      ${ownedBy('pg_class', 'c', 'rel', 's')} ${reader.sizes ? ', pg_sequence_last_value(c.oid)::text AS "lastValue"' : ''}
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_sequence s ON s.seqrelid = c.oid
    WHERE c.relkind = 'S' AND ${userSchema('n')} AND ${notOfExtension('pg_class', 'c.oid')}
      AND NOT EXISTS (SELECT 1 FROM pg_depend i WHERE i.classid = 'pg_class'::regclass AND i.objid = c.oid AND i.deptype = 'i')`);
  return sortById(rows.map(({ oid, ...row }) => {
    const id = objectId('sequence', row);
    reader.remember(CLASS.class, oid, id);
    return { kind: 'sequence', id, ...row, persistence: PERSISTENCE[row.persistence]! };
  }));
}
