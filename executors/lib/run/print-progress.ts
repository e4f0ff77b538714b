import type { Progress } from './context';

/** What a person who waits wants to hear of a run: one line for each transaction and each long statement. */
export function describeProgress({ migration, direction, phase, step, of }: Progress): string | undefined {
  const name = direction === 'down' ? `revert of ${migration}` : migration;
  switch (phase) {
    case 'planned': return `${name}: ${of} statements`;
    case 'intent': return `${name}: statement ${step}, outside a transaction …`;
    case 'completed': return `${name}: statement ${step} done`;
    case 'committed': return `${name}: committed after statement ${step}`;
    case 'retry': return `${name}: tried again`;
    default: return undefined;
  }
}
