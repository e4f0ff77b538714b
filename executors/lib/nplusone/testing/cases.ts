/** A piece of code, and what is to be found in it: `rule line`, lines counted from the piece's first. */
export interface Case {
  readonly code: string;
  readonly found: readonly string[];
}

/** What grows with the rows. */
export const GROWING: Readonly<Record<string, Case>> = {
  'for-of': { code: 'export async function f(list: Order[]) {\n  for (const order of list) {\n    await users.findOneBy({ id: order.userId });\n  }\n}', found: ['n-plus-one 3'] },
  'for-index': { code: 'export async function f() {\n  for (let i = 0; i < ids.length; i++) await users.findOneBy({ id: ids[i] });\n}', found: ['n-plus-one 2'] },
  'promise-all-map': { code: 'export const f = () => Promise.all(ids.map(async (id) => users.findOne({ where: { id } })));', found: ['n-plus-one 1'] },
  'for-each': { code: 'export const f = () => ids.forEach((id) => { void users.delete(id); });', found: ['n-plus-one 1'] },
  'reduce': { code: 'export const f = () => ids.reduce(async (sum, id) => (await sum) + (await orders.countBy({ userId: id })), Promise.resolve(0));', found: ['n-plus-one 1'] },
  'for-await': { code: 'export async function f(stream: AsyncIterable<Order>) {\n  for await (const order of stream) await orders.save(order);\n}', found: ['n-plus-one 2'] },
  'set-and-map': { code: 'export async function f(m: Map<number, Order>) {\n  for (const [id] of m) await users.findOneByOrFail({ id });\n  new Set(ids).forEach((id) => { void users.findOneBy({ id }); });\n}', found: ['n-plus-one 2', 'n-plus-one 3'] },
  'tree-walk': { code: 'export async function f(order: Order | null) {\n  while (order) { order = await orders.findOneBy({ id: order.userId }); }\n}', found: ['n-plus-one 2'] },
  'lazy-relation': { code: 'export async function f() {\n  for (const user of await users.find()) {\n    console.log((await user.posts).length);\n  }\n}', found: ['n-plus-one 3'] },
  'lazy-map': { code: 'export const f = async () => Promise.all((await users.find()).map((user) => user.posts));', found: ['n-plus-one 1'] },
  'query-builder': { code: "export async function f() {\n  for (const id of ids) {\n    await users.createQueryBuilder('u').where('u.id = :id', { id }).getOne();\n  }\n}", found: ['n-plus-one 3'] },
  'builder-in-variable': { code: "export async function f() {\n  for (const id of ids) {\n    const query = users.createQueryBuilder('u');\n    query.where('u.id = :id', { id });\n    await query.getMany();\n  }\n}", found: ['n-plus-one 5'] },
  'raw-sql': { code: "export async function f() {\n  for (const id of ids) await dataSource.query('select 1 from users where id = $1', [id]);\n}", found: ['n-plus-one 2'] },
  'active-record': { code: 'export const f = () => Promise.all(ids.map((id) => Order.findOneBy({ id })));', found: ['n-plus-one 1'] },
  'manager': { code: 'export const f = () => Promise.all(ids.map((id) => manager.findOneBy(User, { id })));', found: ['n-plus-one 1'] },
  'subclass': { code: 'class Users extends Repository<User> {}\ndeclare const own: Users;\nexport const f = () => Promise.all(ids.map((id) => own.findOneBy({ id })));', found: ['n-plus-one 3'] },
  'extended': { code: 'const own = users.extend({ byName(name: string) { return this.findOneBy({ name }); } });\nexport const f = (names: string[]) => Promise.all(names.map((name) => own.byName(name)));', found: ['n-plus-one 2'] },
  'through-functions': { code: 'const load = (id: number) => users.findOneBy({ id });\nasync function name(id: number) { return (await load(id))?.name; }\nexport async function f() {\n  for (const id of ids) console.log(await name(id));\n}', found: ['n-plus-one 4'] },
  'through-service': { code: 'interface Loads { load(id: number): Promise<User | null> }\nexport class Loader implements Loads { async load(id: number) { return users.findOneBy({ id }); } }\nexport class Shows { constructor(private readonly loads: Loads) {}\n  all() { return Promise.all(ids.map((id) => this.loads.load(id))); }\n}', found: ['n-plus-one 4'] },
  'by-name': { code: 'const load = (id: number) => users.findOneBy({ id });\nexport const f = () => Promise.all(ids.map(load));', found: ['n-plus-one 2'] },
  'same-query': { code: 'export async function f() {\n  for (const id of ids) { const all = await users.find(); console.log(id, all); }\n}', found: ['n-plus-one 2'] },
  'field-resolver': { code: 'export class UserResolver {\n  @ResolveField() async orders(@Parent() user: User) { return orders.findBy({ userId: user.id }); }\n}', found: ['n-plus-one 2'] },
  'serializers': { code: 'export class Dto {\n  @Transform(({ obj }) => obj.posts) posts!: unknown;\n  id = 1;\n  @Expose() get orders() { return orders.findBy({ userId: this.id }); }\n  toJSON() { return users.countBy({ id: this.id }); }\n}', found: ['n-plus-one 2', 'n-plus-one 4', 'n-plus-one 5'] },
  'not-loaded': { code: 'export async function f() {\n  const order = await orders.findOneByOrFail({ id: 1 });\n  return order.user.name;\n}', found: ['relation-not-loaded 3'] },
  'not-loaded-in-loop': { code: 'export async function f() {\n  const all = await users.find({ where: { name: "x" } });\n  for (const user of all) console.log(user.orders);\n  return all[0]!.orders;\n}', found: ['relation-not-loaded 3'] },
  'not-loaded-map': { code: 'export async function f() {\n  const [all] = await orders.findAndCount({ relations: { seller: true } });\n  return all.map((order) => order.user);\n}', found: ['relation-not-loaded 3'] },
};

/** What does not grow, or is meant. */
export const LEFT_ALONE: Readonly<Record<string, string>> = {
  'unrelated-await': 'export async function f() { for (const id of ids) { await sleep(id); console.log(id); } }',
  'batch': 'export async function f() { const found = await users.findBy({ id: In(ids) }); return found.map((u) => u.name); }',
  'chunks': 'declare function chunk(list: number[], n: number): number[][];\nexport async function f() { for (const part of chunk(ids, 100)) await users.findBy({ id: In(part) }); }',
  'stepped': 'export async function f() { for (let i = 0; i < ids.length; i += 100) await users.findBy({ id: In(ids.slice(i, i + 100)) }); }',
  'splice': 'export async function f() { while (ids.length > 0) { const part = ids.splice(0, 100); await users.findBy({ id: In(part) }); } }',
  'pages': 'export async function f() { for (let skip = 0; ; skip += 50) { const page = await users.find({ take: 50, skip }); if (page.length < 50) break; } }',
  'pages-while': 'export async function f() { let skip = 0; while (true) { const page = await users.find({ take: 50, skip }); if (page.length === 0) break; skip += 50; } }',
  'retries': 'export async function f(id: number) { for (let attempt = 0; attempt < 3; attempt++) { const u = await users.findOneBy({ id }); if (u) return u; } return null; }',
  'retries-constant': 'const MAX_RETRIES = Number(process.env.X);\nexport async function f(id: number) { for (let i = 0; i < MAX_RETRIES; i++) { if (await users.findOneBy({ id: id + i })) return; } }\ndeclare const process: any;',
  'poll': 'export async function f() { while (!(await users.existsBy({ name: "x" }))) await sleep(100); }',
  'constants': "const NAMES = ['a', 'b'] as const;\nconst ROLES = ['x', 'y'];\nenum E { A = 'a', B = 'b' }\nexport async function f() {\n  for (const name of NAMES) await users.countBy({ name });\n  for (const name of ['a', 'b']) await users.countBy({ name });\n  for (const name of ROLES) await users.countBy({ name });\n  await Promise.all(Object.values(E).map((name) => users.countBy({ name })));\n}",
  'fixed-fan-out': 'export const f = () => Promise.all([users.count(), orders.count(), users.find()]);',
  'data-loader': 'const loader = new DataLoader<number, User>(async (keys) => { const found = await users.findBy({ id: In([...keys]) }); return keys.map((k) => found.find((u) => u.id === k)!); });\nexport class R { @ResolveField() user(@Parent() order: Order) { return loader.load(order.userId); } }\nexport const f = () => Promise.all(ids.map((id) => loader.load(id)));',
  'own-find': 'export const f = (all: User[]) => ids.map((id) => all.find((u) => u.id === id));',
  'own-repository': 'class Cache { findOneBy(x: { id: number }) { return x; } }\ndeclare const cache: Cache;\nexport const f = () => ids.map((id) => cache.findOneBy({ id }));',
  'created-not-saved': 'export const f = () => users.save(ids.map((id) => users.create({ id })));',
  'saved-list': 'export async function f(groups: { list: User[] }[]) { for (const group of groups) await users.save(group.list); }',
  'found-and-left': 'export async function f() { for (const id of ids) { if (id > 1) { await users.save({ id }); break; } } for (const id of ids) { return users.findOneBy({ id }); } }',
  'scheduled': 'declare function setTimeout(f: () => void, ms: number): void;\nconst later = (id: number) => setTimeout(async () => { await users.findOneBy({ id }); }, 10);\nexport const f = () => ids.forEach((id) => later(id));',
  'own-transactions': 'export async function f(list: Order[]) { for (const o of list) await dataSource.transaction(async (m) => { await m.save(o); }); }',
  'kept-callback': 'export const f = () => ids.map((id) => ({ id, load: () => users.findOneBy({ id }) }));',
  'in-the-head': 'export async function f() { for (const user of await users.find()) console.log(user.name); }',
  'loaded': 'export async function f() {\n  const a = await orders.findOne({ where: { id: 1 }, relations: { user: true } });\n  const b = await orders.find({ relations: ["user"] });\n  return [a?.user, b[0]!.user];\n}',
  'eager': 'export async function f() { const order = await orders.findOneByOrFail({ id: 1 }); return order.seller.name; }',
  'loaded-by-variable': 'export async function f(relations: string[]) { const order = await orders.findOneOrFail({ where: { id: 1 }, relations }); return order.user; }',
  'assigned': 'export async function f(user: User) { const order = await orders.findOneByOrFail({ id: 1 }); order.user = user; return order.user; }',
  'lazy-assigned': 'export async function f(list: User[]) { for (const user of list) user.posts = Promise.resolve([]); }',
  'one-lazy-read': 'export async function f() { const user = await users.findOneByOrFail({ id: 1 }); return user.posts; }',
  'migration': "import type { MigrationInterface, QueryRunner } from 'typeorm';\nexport class M1 implements MigrationInterface { async up(q: QueryRunner) { for (const id of ids) await q.query('x', [id]); } async down() {} }",
};
