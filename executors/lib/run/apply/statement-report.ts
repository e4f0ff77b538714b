import type { Step } from '../migration';
import type { StatementReport } from '../report';

export function reportOf({ index, text, position }: Pick<Step, 'index' | 'text' | 'position'>, state: StatementReport['state'], milliseconds?: number, rows?: number): StatementReport {
  return {
    step: index, statement: text, state,
    ...(position ? { position } : {}),
    ...(milliseconds === undefined ? {} : { milliseconds: Math.round(milliseconds * 10) / 10 }),
    ...(rows === undefined ? {} : { rows }),
  };
}
