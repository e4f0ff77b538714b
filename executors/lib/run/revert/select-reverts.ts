import type { RunContext } from '../context';
import type { RevertRequest } from '../request';
import { Stop } from '../stop';

/** Names of the migrations to revert, the last applied first. An unfinished one counts as applied. */
export async function selectReverts(ctx: RunContext, { count = 1, to, source }: Pick<RevertRequest, 'count' | 'to' | 'source'>): Promise<string[]> {
  const heads = (await ctx.journal.exists()) ? await ctx.journal.heads() : [];
  const applied = heads.filter(({ direction, state }) => direction === 'up' && state !== 'reverted' && state !== 'planned').map(({ migration }) => migration).reverse();
  const unknown = (name: string): Stop => new Stop({
    code: 'BACKEND_RUN_NOT_APPLIED', severity: 'error', message: `${name} is not applied`,
    help: applied.length > 0 ? `Applied, the last first: ${applied.slice(0, 10).join(', ')}.` : 'No migration is applied by the journal.',
  });
  if (to !== undefined) {
    if (!applied.includes(to)) throw unknown(to);
    return applied.slice(0, applied.indexOf(to));
  }
  if (source.file !== undefined) {
    const name = source.file.replace(/^.*[\\/]/, '').replace(/(?:\.up)?\.sql$/i, '');
    if (!applied.includes(name)) throw unknown(name);
    return [name];
  }
  return applied.slice(0, count);
}
