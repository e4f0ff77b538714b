import path from 'node:path';
import { DataSource } from 'typeorm';
import { Author } from './entities/author';
import { Book } from './entities/book';

export const library = new DataSource({
  type: 'mariadb', host: 'db.invalid', username: 'app', password: 's3cret-of-production', database: 'library',
  entities: [Author, Book], migrations: [path.join(__dirname, 'migrations/*.ts')],
});
