import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Entities that the cases query: users with lazy posts, orders with plain relations. */
const ENTITIES = `
import { Column, Entity, ManyToOne, OneToMany, PrimaryColumn, BaseEntity } from 'typeorm';
@Entity() export class User { @PrimaryColumn() id!: number; @Column() name!: string;
  @OneToMany(() => Post, (p) => p.author) posts!: Promise<Post[]>; @OneToMany(() => Order, (o) => o.user) orders!: Order[]; }
@Entity() export class Post { @PrimaryColumn() id!: number; @ManyToOne(() => User) author!: Promise<User>; }
@Entity() export class Order extends BaseEntity { @PrimaryColumn() id!: number; @Column() userId!: number;
  @ManyToOne(() => User) user!: User; @ManyToOne(() => User, { eager: true }) seller!: User; }
`;
const HEAD = `
import { In, Repository, DataSource, EntityManager } from 'typeorm';
import { User, Post, Order } from './entities';
declare const users: Repository<User>; declare const orders: Repository<Order>; declare const dataSource: DataSource; declare const manager: EntityManager;
declare const ids: number[]; declare function sleep(ms: number): Promise<void>; declare class DataLoader<K, V> { constructor(batch: (keys: readonly K[]) => Promise<V[]>); load(key: K): Promise<V>; }
declare function ResolveField(): any; declare function Parent(): any; declare function Transform(f: (p: { obj: User }) => unknown): any; declare function Expose(): any;
void [In, users, orders, dataSource, manager, ids, sleep, DataLoader, ResolveField, Parent, Transform, Expose]; export type Used = Post | EntityManager | Order;
`;
/** Lines before a case's own first line. */
export const HEAD_LINES = HEAD.split('\n').length - 1;

/** A TypeScript project with one file a case, and the installed TypeORM; returns its folder. */
export function writeProject(cases: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'backend-nplusone-'));
  mkdirSync(path.join(root, 'src'));
  mkdirSync(path.join(root, 'node_modules'));
  symlinkSync(path.resolve(__dirname, '../../../../node_modules/typeorm'), path.join(root, 'node_modules', 'typeorm'));
  writeFileSync(path.join(root, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { strict: true, target: 'es2022', module: 'commonjs', moduleResolution: 'node10', experimentalDecorators: true, types: [], skipLibCheck: true, preserveSymlinks: true },
    include: ['src'],
  }));
  writeFileSync(path.join(root, 'src/entities.ts'), ENTITIES);
  for (const [name, text] of Object.entries(cases)) writeFileSync(path.join(root, 'src', `${name}.ts`), HEAD + text);
  return root;
}
