import path from 'node:path';
import { DataSource } from 'typeorm';
import { Author } from './entities/author';
import { Book } from './entities/book';

/** By a function, and with a file that is never opened. */
export function library(): Promise<DataSource> {
  return Promise.resolve(new DataSource({
    type: 'sqljs', location: path.join(__dirname, 'never.sqlite'), autoSave: true, entities: [Author, Book], migrations: [path.join(__dirname, 'migrations/*.ts')],
  }));
}
