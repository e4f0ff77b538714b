import { DataError } from './data-error';
import { violation } from './violations';
import type { Doing } from './violations';

const FACTS = { properties: { a: 'alpha', b: 'beta', c: 'gamma' }, constraints: { ua: ['alpha'], fk: ['gamma'], pos: ['beta'], PRIMARY: ['id'], t_fk_0: ['gamma'] } };

/** Status, code and fields of an answer. */
function answer(driverError: object, doing: Doing = 'change'): unknown {
  const error = violation({ driverError }, doing, FACTS);
  return error instanceof DataError ? [error.status, error.code, ...(error.details ?? []).map(({ field }) => field)] : error;
}

it.each([
  [{ code: '23505', constraint: 'ua' }, [409, 'UNIQUE_VIOLATION', 'alpha']],
  [{ code: '23503', constraint: 'fk' }, [422, 'FOREIGN_KEY_VIOLATION', 'gamma']],
  [{ code: '23503', constraint: 'of_another_table' }, [409, 'STILL_REFERENCED']],
  [{ code: '23514', constraint: 'pos' }, [422, 'CHECK_VIOLATION', 'beta']],
  [{ code: '23502', column: 'b' }, [422, 'NOT_NULL_VIOLATION', 'beta']],
  [{ code: '23P01', constraint: 'unknown' }, [409, 'EXCLUSION_VIOLATION']],
  [{ code: '22001' }, [422, 'VALUE_TOO_LONG']],
  [{ code: '22P02' }, [422, 'INVALID_VALUE']],
  [{ code: 'P0001' }, [422, 'REFUSED']],
  [{ code: '40P01' }, [503, 'DATABASE_BUSY']],
])('PostgreSQL %j', (error, expected) => expect(answer(error)).toEqual(expected));

it.each([
  [1062, "Duplicate entry 'a' for key 'ua'", [409, 'UNIQUE_VIOLATION', 'alpha']],
  [1062, "Duplicate entry 'a' for key 't.ua'", [409, 'UNIQUE_VIOLATION', 'alpha']],
  [1062, "Duplicate entry '1' for key 'PRIMARY'", [409, 'UNIQUE_VIOLATION', 'id']],
  [1406, "Data too long for column 'a' at row 1", [422, 'VALUE_TOO_LONG', 'alpha']],
  [4025, 'CONSTRAINT `pos` failed for `db`.`t`', [422, 'CHECK_VIOLATION', 'beta']],
  [3819, "Check constraint 'pos' is violated.", [422, 'CHECK_VIOLATION', 'beta']],
  [1452, 'Cannot add or update a child row: a foreign key constraint fails (`db`.`t`, CONSTRAINT `fk` FOREIGN KEY (`c`) REFERENCES `p` (`id`))', [422, 'FOREIGN_KEY_VIOLATION', 'gamma']],
  [1048, "Column 'a' cannot be null", [422, 'NOT_NULL_VIOLATION', 'alpha']],
  [1364, "Field 'a' doesn't have a default value", [422, 'NOT_NULL_VIOLATION', 'alpha']],
  [1264, "Out of range value for column 'b' at row 1", [422, 'VALUE_OUT_OF_RANGE', 'beta']],
  [1213, 'Deadlock found when trying to get lock; try restarting transaction', [503, 'DATABASE_BUSY']],
])('MariaDB and MySQL %i %s', (errno, message, expected) => expect(answer({ errno, message, code: 'ER_X' })).toEqual(expected));

it.each([
  ['UNIQUE constraint failed: t.a, t.b', [409, 'UNIQUE_VIOLATION', 'alpha', 'beta']],
  ['NOT NULL constraint failed: t.a', [422, 'NOT_NULL_VIOLATION', 'alpha']],
  ['CHECK constraint failed: pos', [422, 'CHECK_VIOLATION', 'beta']],
  ['FOREIGN KEY constraint failed', [422, 'FOREIGN_KEY_VIOLATION']],
  ['database is locked', [503, 'DATABASE_BUSY']],
])('SQLite %s', (message, expected) => expect(answer({ message })).toEqual(expected));

it('tells the ends of a foreign key apart, and filters from values', () => {
  expect(answer({ message: 'FOREIGN KEY constraint failed' }, 'delete')).toEqual([409, 'STILL_REFERENCED']);
  expect(answer({ code: '23503', constraint: 'fk' }, 'delete')).toEqual([409, 'STILL_REFERENCED']);
  expect(answer({ code: '23503', constraint: 'of_a_partition', message: 'insert or update on table "t_1" violates …' })).toEqual([422, 'FOREIGN_KEY_VIOLATION']);
  expect(answer({ code: '23503', constraint: 'named_otherwise' }, 'create')).toEqual([422, 'FOREIGN_KEY_VIOLATION']);
  expect(answer({ code: '22003' }, 'list')).toEqual([400, 'VALIDATION_ERROR']);
});

it.each([
  ['Key (a)=(x) already exists.', ['alpha']],
  ['Schlüssel »(b, a)=(1, (c)=()« existiert bereits.', ['beta', 'alpha']],
  ['Key (lower(a))=(x) already exists.', []],
  ['Key ("a", unknown)=(x, 1) already exists.', ['alpha']],
])('names the fields of a constraint that it does not know by the key: %s', (detail, fields) => {
  expect(answer({ code: '23505', constraint: 'named_otherwise', detail }, 'create')).toEqual([409, 'UNIQUE_VIOLATION', ...fields]);
});

it('leaves other errors as they are', () => {
  const error = new Error('no');
  expect(violation(error, 'change', FACTS)).toBe(error);
  expect(answer({ code: '42P01', message: 'no such table' })).toMatchObject({ driverError: { code: '42P01' } });
});
