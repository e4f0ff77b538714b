import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, Repository, SelectQueryBuilder } from 'typeorm';
import { connected, dialectOf } from './connection';
import { DataError } from './data-error';
import { addConditions } from './filters';
import { fromJson, toJson } from './values';
import type { Codec } from './values';
import { violation } from './violations';
import type { Doing, TableFacts } from './violations';

export interface ColumnFacts {
  readonly column: string;
  readonly codec: Codec;
  /** Query parameter that filters by it. */
  readonly filter: string;
  /** When it is written; absent: never. */
  readonly write?: 'create' | 'always';
  /** What replacing a row without it puts there: the default's expression; absent: null. */
  readonly reset?: string;
}

export interface ResourceFacts {
  /** For messages: `customer`. */
  readonly name: string;
  readonly entity: EntityTarget<ObjectLiteral>;
  /** Properties of the primary key; empty: rows are only listed. */
  readonly key: readonly string[];
  /** By property. */
  readonly columns: Readonly<Record<string, ColumnFacts>>;
  /** Properties by constraint. */
  readonly constraints: Readonly<Record<string, readonly string[]>>;
}

export interface Page<Row> {
  data: Row[];
  page: { limit: number; offset: number; total: number };
}

type Values = Record<string, unknown>;

/** The queries of one table or view: what its handlers call. Changes are made, and read back, in one transaction. */
export class Resource<Row, New = never, Replacement = never, Patch = never> {
  private readonly known: TableFacts;

  constructor(private readonly dataSource: DataSource, private readonly facts: ResourceFacts) {
    const properties = Object.fromEntries(Object.entries(facts.columns).map(([property, { column }]) => [column, property]));
    this.known = { properties, constraints: facts.constraints };
  }

  /** A page of rows, filtered and sorted as the query says, and by the key after that. */
  list(query: { readonly limit: number; readonly offset: number; readonly sort?: readonly string[] | undefined }): Promise<Page<Row>> {
    return this.run('list', async () => {
      const { limit, offset, sort = [] } = query;
      const builder = this.filtered(query as object);
      for (const [property, order] of this.order(sort)) builder.addOrderBy(`row.${property}`, order);
      if (this.facts.key.length > 0) {
        const [rows, total] = await builder.take(limit).skip(offset).getManyAndCount();
        return { data: rows.map((row) => this.toRow(row)), page: { limit, offset, total } };
      }
      // Rows without a key may be alike, and would be taken for one: they are read as they come.
      const total = await builder.clone().orderBy().getCount();
      builder.select([]);
      for (const property of Object.keys(this.facts.columns)) builder.addSelect(`row.${property}`, property);
      const rows = await builder.limit(limit).offset(offset).getRawMany<Values>();
      return { data: rows.map((row) => this.toRow(row)), page: { limit, offset, total } };
    });
  }

  get(key: object): Promise<Row> {
    return this.run('list', async () => this.toRow(await this.find(this.dataSource.manager, key as Values)));
  }

  create(values: New): Promise<Row> {
    return this.change('create', async (manager) => {
      const row = this.written(values as Values, 'create');
      const { identifiers } = await manager.getRepository(this.facts.entity).insert(row);
      return this.toRow(await this.find(manager, { ...row, ...identifiers[0] }));
    });
  }

  /** Puts a default, or null, where nothing is said. */
  replace(key: object, values: Replacement): Promise<Row> {
    const given = this.written(values as Values, 'always');
    const raw = dialectOf(this.dataSource) === 'sqlite';
    const missing = Object.entries(this.facts.columns).filter(([property, { write }]) => write === 'always' && !Object.hasOwn(given, property));
    const reset = missing.map(([property, { reset: expression }]) => [property, expression === undefined ? null : () => (raw ? `(${expression})` : 'DEFAULT')]);
    return this.save(key as Values, { ...given, ...Object.fromEntries(reset) as Values });
  }

  /** Changes what is given and leaves the rest. */
  update(key: object, values: Patch): Promise<Row> {
    return this.save(key as Values, this.written(values as Values, 'always'));
  }

  remove(key: object): Promise<void> {
    return this.change('delete', async (manager) => {
      await this.find(manager, key as Values);
      await manager.getRepository(this.facts.entity).delete(this.where(key as Values));
    });
  }

  private save(key: Values, values: Values): Promise<Row> {
    return this.change('change', async (manager) => {
      await this.find(manager, key);
      if (Object.keys(values).length > 0) await manager.getRepository(this.facts.entity).update(this.where(key), values);
      return this.toRow(await this.find(manager, key));
    });
  }

  private async find(manager: EntityManager, key: Values): Promise<ObjectLiteral> {
    const row = await manager.getRepository(this.facts.entity).findOneBy(this.where(key));
    if (!row) throw new DataError(404, 'NOT_FOUND', `There is no such ${this.facts.name}`);
    return row;
  }

  private where(key: Values): Values {
    return Object.fromEntries(this.facts.key.map((property) => [property, fromJson(key[property], this.facts.columns[property]!.codec)]));
  }

  private filtered(query: object): SelectQueryBuilder<ObjectLiteral> {
    const repository: Repository<ObjectLiteral> = this.dataSource.getRepository(this.facts.entity);
    const builder = repository.createQueryBuilder('row');
    const given = query as Values;
    for (const [property, { filter, codec }] of Object.entries(this.facts.columns)) {
      const conditions = given[filter];
      if (typeof conditions === 'object' && conditions !== null) addConditions(builder, `row.${property}`, codec, conditions, dialectOf(this.dataSource), property);
    }
    return builder;
  }

  /** The key comes last, so that pages neither overlap nor leave rows out. */
  private order(sort: readonly string[]): Map<string, 'ASC' | 'DESC'> {
    const order = new Map<string, 'ASC' | 'DESC'>();
    for (const item of sort) {
      const property = item.replace(/^-/, '');
      if (Object.hasOwn(this.facts.columns, property)) order.set(property, item.startsWith('-') ? 'DESC' : 'ASC');
    }
    for (const property of this.facts.key) if (!order.has(property)) order.set(property, 'ASC');
    return order;
  }

  private toRow(row: ObjectLiteral): Row {
    return Object.fromEntries(Object.entries(this.facts.columns).map(([property, { codec }]) => [property, toJson(row[property], codec)])) as Row;
  }

  private written(values: Values, write: 'create' | 'always'): Values {
    const columns = Object.entries(this.facts.columns).filter(([property, facts]) => Object.hasOwn(values, property) && (facts.write === 'always' || facts.write === write));
    return Object.fromEntries(columns.map(([property, { codec }]) => [property, fromJson(values[property], codec)]));
  }

  private change<Result>(doing: Doing, work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.run(doing, () => this.dataSource.transaction(work));
  }

  private async run<Result>(doing: Doing, work: () => Promise<Result>): Promise<Result> {
    try {
      return await connected(this.dataSource, work);
    } catch (error) {
      throw violation(error, doing, this.known);
    }
  }
}
