import { readSqlHere } from './read-sql';
import type { ReadSqlRequest } from './read-sql-in-child';

process.once('message', ({ files, label, options }: ReadSqlRequest) => {
  void readSqlHere(files, label, options, true).then((result) => process.send!(result, () => process.disconnect()));
});
