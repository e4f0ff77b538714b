import path from 'node:path';
import type { HandlerFramework, Workspace } from '../../harness';
import { runOrThrow } from '../../harness';
import { error } from './ask';
import type { ApiCall } from './ask';

/** The same two tables, in each kind of source that `--from-db` takes beside connections. */
export interface ShopSource {
  readonly project: string;
  readonly framework: HandlerFramework;
  /** What stands behind `--from-db=`. */
  readonly source: string;
  /** The folder it is typed in; default: the workspace's root. */
  readonly typedIn?: string;
  /** Makes the source. */
  write(workspace: Workspace): Promise<void> | void;
  /** Text of data/data-source.ts, which is the user's, where the one that is written does not lead to the source. */
  readonly dataSource?: string;
  /** What the server needs to find its database: the scratch database of the server, unless it says otherwise. */
  env?(workspace: Workspace): Record<string, string>;
}

export const SHOP_SQL = `CREATE TABLE customers (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email varchar(80) NOT NULL UNIQUE);
COMMENT ON TABLE customers IS 'Those who buy';
CREATE TABLE invoices (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id integer NOT NULL REFERENCES customers, total numeric(10,2) NOT NULL DEFAULT 0, made timestamptz NOT NULL DEFAULT now());
`;

const SHOP_SQLITE = `CREATE TABLE customers (id INTEGER PRIMARY KEY, email VARCHAR(80) NOT NULL UNIQUE);
CREATE TABLE invoices (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers, total DECIMAL(10,2) NOT NULL DEFAULT 0, made DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP);
`;

const ENTITIES = `import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import type { Relation } from 'typeorm';

@Entity('customers')
export class Customer {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column({ length: 80, unique: true })
  email!: string;

  @OneToMany(() => Invoice, (invoice) => invoice.customer)
  invoices!: Relation<Invoice>[];
}

@Entity('invoices')
export class Invoice {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ManyToOne(() => Customer, (customer) => customer.invoices, { nullable: false })
  @JoinColumn({ name: 'customer_id' })
  customer!: Relation<Customer>;

  @Column({ type: 'numeric', precision: 10, scale: 2, default: 0 })
  total!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  made!: Date;
}
`;

/** Nobody listens there: the entities are what is read. They give constraints other names than the script does. */
const DATA_SOURCE = `import { DataSource } from 'typeorm';
import { Customer, Invoice } from './shop.entity.js';

export default new DataSource({ type: 'postgres', url: 'postgres://me:s3cret@127.0.0.1:1/nowhere', entities: [Customer, Invoice] });
`;

const ON_PGLITE = `import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { DataSource } from 'typeorm';
import { entities } from './entities/index.js';

const database = await PGlite.create(process.env['PGLITE_FOLDER']!);
export const dataSource = new DataSource({ type: 'postgres', extra: createPgConfig(database), installExtensions: false, entities, synchronize: false });
`;

/** better-sqlite3, which the written one is for, is compiled on the machine that installs it. */
const ON_SQLJS = `import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { entities } from './entities/index.js';

export const dataSource = new DataSource({ type: 'sqljs', database: readFileSync(process.env['DATABASE_FILE']!), entities, synchronize: false });
`;

export const SHOPS: readonly ShopSource[] = [
  { project: 'by-script', framework: 'fastify', source: 'schema.sql', write: (workspace) => workspace.write('schema.sql', SHOP_SQL) },
  {
    project: 'by-pglite', framework: 'koa', source: 'pglite', dataSource: ON_PGLITE, env: ({ root }) => ({ PGLITE_FOLDER: path.join(root, 'pglite') }),
    async write({ root }) {
      const script = `const { PGlite } = require('@electric-sql/pglite'); PGlite.create('pglite').then(async (db) => { await db.exec(process.env.SHOP); await db.close(); });`;
      await runOrThrow('node', ['-e', script], { cwd: root, env: { SHOP: SHOP_SQL } });
    },
  },
  {
    project: 'by-entities', framework: 'express', source: 'src/data-source.ts', typedIn: 'apps/by-entities',
    write(workspace) {
      workspace.write('apps/by-entities/src/shop.entity.ts', ENTITIES);
      workspace.write('apps/by-entities/src/data-source.ts', DATA_SOURCE);
    },
  },
  {
    project: 'by-sqlite', framework: 'express', source: 'shop.db', dataSource: ON_SQLJS, env: ({ root }) => ({ DATABASE_FILE: path.join(root, 'shop.db') }),
    write({ root }) {
      const { DatabaseSync } = require('node:sqlite') as typeof import('node:sqlite');
      const database = new DatabaseSync(path.join(root, 'shop.db'));
      database.exec(SHOP_SQLITE);
      database.close();
    },
  },
];

const ada = { id: 1, email: 'ada@example.com' };
const invoice = { id: 1, customerId: 1, total: expect.stringMatching(/^12\.50?$/), made: expect.stringMatching(/^\d{4}-.*Z$/) };

/** In this order, on empty tables. */
export const SHOP_CALLS: readonly ApiCall[] = [
  ['POST /customers', { email: ada.email }, 201, ada],
  ['POST /customers', { email: ada.email }, 409, error('UNIQUE_VIOLATION', 'email')],
  ['POST /customers', { email: 'x'.repeat(81) }, 400, error('VALIDATION_ERROR', 'email')],
  ['POST /invoices', { customerId: 1, total: '12.50' }, 201, invoice],
  // SQLite does not name the key that is broken.
  ['POST /invoices', { customerId: 77 }, 422, error('FOREIGN_KEY_VIOLATION')],
  ['GET /invoices?customerId[eq]=1&total[gt]=12', undefined, 200, { data: [invoice], page: { limit: 20, offset: 0, total: 1 } }],
  ['GET /invoices?customerId[eq]=2', undefined, 200, { data: [], page: { total: 0 } }],
  ['GET /customers?email[contains]=ADA&sort=-id', undefined, 200, { data: [ada] }],
  ['GET /customers?email[like]=ada', undefined, 400, error('VALIDATION_ERROR')],
  ['DELETE /customers/1', undefined, 409, error('STILL_REFERENCED')],
  ['DELETE /invoices/1', undefined, 204, undefined],
  ['PATCH /customers/1', { email: 'b@example.com' }, 200, { id: 1, email: 'b@example.com' }],
  ['GET /invoices/1', undefined, 404, error('NOT_FOUND')],
];
