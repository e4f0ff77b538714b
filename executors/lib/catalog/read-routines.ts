import { objectId } from './identity';
import { CLASS, notOfExtension, ownedBy, sortById, userSchema, type Reader } from './reader';
import type { Aggregate, Routine } from './types-and-routines';

interface RoutineRow extends Omit<Routine, 'kind' | 'id' | 'volatility' | 'parallel'> { oid: number; prokind: string; volatility: string; parallel: string }

const VOLATILITY: Readonly<Record<string, Routine['volatility']>> = { i: 'immutable', s: 'stable', v: 'volatile' };
const PARALLEL: Readonly<Record<string, Routine['parallel']>> = { s: 'safe', r: 'restricted', u: 'unsafe' };
const WHERE = `${userSchema('n')} AND ${notOfExtension('pg_proc', 'p.oid')}
  AND NOT EXISTS (SELECT 1 FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')`;
const BASE = `p.oid::bigint AS oid, n.nspname AS schema, p.proname AS name, ${SIGNATURE('p')} AS signature, ${ownedBy('pg_proc', 'p', 'pro', 'f')}`;

/** Input types alone: what tells overloads apart, and what DROP and GRANT take. */
function SIGNATURE(alias: string): string {
  return `(SELECT coalesce(string_agg(format_type(a.type, NULL), ', ' ORDER BY a.place), '') FROM unnest(${alias}.proargtypes::oid[]) WITH ORDINALITY a(type, place))`;
}

export async function readRoutines(reader: Reader): Promise<Routine[]> {
  const sqlBody = reader.version >= 140000 ? 'p.prosqlbody IS NOT NULL' : 'false';
  const rows = await reader.rows<RoutineRow>(`
    SELECT ${BASE}, p.prokind, pg_get_function_arguments(p.oid) AS arguments, pg_get_function_result(p.oid) AS returns, l.lanname AS language,
      p.provolatile AS volatility, p.proisstrict AS strict, p.prosecdef AS "securityDefiner", p.proleakproof AS leakproof, p.proparallel AS parallel,
      coalesce(to_jsonb(p.proconfig), '[]') AS settings, ${sqlBody} AS "sqlBody", CASE WHEN NOT (${sqlBody}) THEN p.prosrc END AS body,
      pg_get_functiondef(p.oid) AS definition
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
    WHERE p.prokind IN ('f', 'p', 'w') AND ${WHERE}`);
  return sortById(rows.map(({ oid, prokind, ...row }) => {
    const kind = prokind === 'p' ? 'procedure' : 'function';
    const id = objectId(kind, row, row.signature);
    reader.remember(CLASS.proc, oid, id);
    return { kind, id, ...row, returns: kind === 'procedure' ? null : row.returns, volatility: VOLATILITY[row.volatility]!, parallel: PARALLEL[row.parallel]! };
  }));
}

interface AggregateRow extends Omit<Aggregate, 'kind' | 'id' | 'options'> {
  oid: number; aggkind: string; parallel: string;
  sfunc: string; stype: string; sspace: number; final: string | null; finalExtra: boolean; finalModify: string; combine: string | null; serial: string | null;
  deserial: string | null; initial: string | null; msfunc: string | null; minv: string | null; mstype: string | null; msspace: number; mfinal: string | null;
  mfinalExtra: boolean; mfinalModify: string; minitial: string | null; sortop: string | null; defaultModify: string;
}

export async function readAggregates(reader: Reader): Promise<Aggregate[]> {
  const routine = (column: string) => `CASE WHEN ${column} <> 0 THEN (SELECT format('%I.%I', fn.nspname, f.proname)
    FROM pg_proc f JOIN pg_namespace fn ON fn.oid = f.pronamespace WHERE f.oid = ${column}) END`;
  const rows = await reader.rows<AggregateRow>(`
    SELECT ${BASE}, pg_get_function_arguments(p.oid) AS arguments, a.aggkind, p.proparallel AS parallel,
      ${routine('a.aggtransfn')} AS sfunc, format_type(a.aggtranstype, NULL) AS stype, a.aggtransspace AS sspace, ${routine('a.aggfinalfn')} AS final,
      a.aggfinalextra AS "finalExtra", a.aggfinalmodify AS "finalModify", ${routine('a.aggcombinefn')} AS combine, ${routine('a.aggserialfn')} AS serial,
      ${routine('a.aggdeserialfn')} AS deserial, a.agginitval AS initial, ${routine('a.aggmtransfn')} AS msfunc, ${routine('a.aggminvtransfn')} AS minv,
      CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END AS mstype, a.aggmtransspace AS msspace, ${routine('a.aggmfinalfn')} AS mfinal,
      a.aggmfinalextra AS "mfinalExtra", a.aggmfinalmodify AS "mfinalModify", a.aggminitval AS minitial,
      CASE WHEN a.aggsortop <> 0 THEN (SELECT format('OPERATOR(%I.%s)', on_.nspname, o.oprname) FROM pg_operator o JOIN pg_namespace on_ ON on_.oid = o.oprnamespace
        WHERE o.oid = a.aggsortop) END AS sortop, CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END AS "defaultModify"
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_aggregate a ON a.aggfnoid = p.oid WHERE ${WHERE}`);
  return sortById(rows.map((row) => {
    const id = objectId('aggregate', row, row.signature);
    reader.remember(CLASS.proc, row.oid, id);
    return {
      kind: 'aggregate', id, name: row.name, comment: row.comment, schema: row.schema, owner: row.owner, grants: row.grants, signature: row.signature,
      arguments: row.arguments === '' ? '*' : row.arguments, options: aggregateOptions(row),
    };
  }));
}

const MODIFY: Readonly<Record<string, string>> = { r: 'READ_ONLY', s: 'SHAREABLE', w: 'READ_WRITE' };

function aggregateOptions(row: AggregateRow): string[] {
  const literal = (text: string | null) => (text === null ? null : `'${text.replaceAll("'", "''")}'`);
  const modify = (value: string, final: string | null) => (final === null || value === row.defaultModify ? null : MODIFY[value]!);
  const pairs: [string, string | null][] = [
    ['SFUNC', row.sfunc], ['STYPE', row.stype], ['SSPACE', row.sspace > 0 ? String(row.sspace) : null], ['FINALFUNC', row.final],
    ['FINALFUNC_MODIFY', modify(row.finalModify, row.final)], ['COMBINEFUNC', row.combine], ['SERIALFUNC', row.serial], ['DESERIALFUNC', row.deserial],
    ['INITCOND', literal(row.initial)], ['MSFUNC', row.msfunc], ['MINVFUNC', row.minv], ['MSTYPE', row.mstype],
    ['MSSPACE', row.msspace > 0 ? String(row.msspace) : null], ['MFINALFUNC', row.mfinal], ['MFINALFUNC_MODIFY', modify(row.mfinalModify, row.mfinal)],
    ['MINITCOND', literal(row.minitial)], ['SORTOP', row.sortop], ['PARALLEL', row.parallel === 'u' ? null : PARALLEL[row.parallel]!.toUpperCase()],
  ];
  return [
    ...pairs.flatMap(([name, value]) => (value === null ? [] : [`${name} = ${value}`])),
    ...(row.finalExtra ? ['FINALFUNC_EXTRA'] : []), ...(row.mfinalExtra ? ['MFINALFUNC_EXTRA'] : []), ...(row.aggkind === 'h' ? ['HYPOTHETICAL'] : []),
  ];
}
