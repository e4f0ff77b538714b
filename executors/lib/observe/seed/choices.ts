import type { SqlFailure } from '../../postgres/sql-client';
import type { Plan } from './plan-table';

/** Other values of the same kind that are tried before another kind is. */
const SALTS = 5;

/** Which of a column's candidates is tried: 0 is the usual value of its type. What worked for a row stays for the next. */
export class Choices {
  readonly #choice = new Map<string, number>();
  readonly #sizes: ReadonlyMap<string, number>;
  /** The columns whose choice changed last. */
  #turned: readonly string[] = [];

  constructor(private readonly plan: Plan) {
    this.#sizes = new Map(plan.columns.map(({ column, candidates }) => [column.name, candidates.length + 1]));
  }

  of(column: string): number {
    return this.#choice.get(column) ?? 0;
  }

  /** Chooses anew after a failure; the salt of the next try, or `undefined` where nothing is left to try. */
  after(failure: SqlFailure, salt: number): number | undefined {
    // Unique, exclusion, foreign key: another row of the same kind may do.
    if (/^23(505|P01|503)$/.test(failure.code ?? '') && salt < SALTS) return salt + 1;
    const columns = this.#columnsToTurn(failure);
    return columns !== undefined && this.#turn(columns) ? salt % SALTS : undefined;
  }

  #columnsToTurn({ code, message, detail = '' }: SqlFailure): readonly string[] | undefined {
    const all = [...new Set(Object.values(this.plan.checked).flat())];
    // check_violation; of a partition's bounds it names no constraint.
    if (code === '23514') {
      const names = [...message.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);
      return names.map((name) => this.plan.checked[name]).find((columns) => columns !== undefined) ?? this.plan.checked[''] ?? all;
    }
    // A value that its type, or a check that casts it, does not take, or NULL where none may be.
    if (code?.startsWith('22') || code === '42846' || code === '42804' || code === '23502') return this.#turned.length > 0 ? this.#turned : all;
    // Key (a, b)=(1, 2) already exists.
    const key = /\(([^=]*)\)=\(/.exec(detail)?.[1]?.split(', ') ?? [];
    const checked = all.filter((column) => key.includes(column));
    return (code === '23505' || code === '23P01') && checked.length > 0 ? checked : undefined;
  }

  /** Counts the choices of these columns up by one, like an odometer. */
  #turn(columns: readonly string[]): boolean {
    this.#turned = columns;
    for (const column of columns) {
      const next = this.of(column) + 1;
      if (next < (this.#sizes.get(column) ?? 1)) {
        this.#choice.set(column, next);
        return true;
      }
      this.#choice.set(column, 0);
    }
    return false;
  }
}
