import type { RunContext } from '../context';
import { withRetries } from '../retry';

/** The digest of the schema, read with fresh settings: PostgreSQL prints names by the search path, and waits for locked tables. */
export async function measureState(ctx: RunContext): Promise<string> {
  await ctx.engine.reset(ctx.session);
  await ctx.engine.limitLocks(ctx.session, ctx.settings.lockTimeout);
  return withRetries(ctx, 'reading the schema', () => ctx.engine.stateOf(ctx.session));
}
