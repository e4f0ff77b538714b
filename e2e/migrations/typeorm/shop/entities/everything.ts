import { Column, Entity, Exclusion, PrimaryGeneratedColumn } from 'typeorm';

/** Every PostgreSQL type that TypeORM has a word for and an embedded one can hold. */
@Entity()
@Exclusion('no_overlap', 'USING gist (tsRange WITH &&)')
export class Everything {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'smallint' }) smallint!: number;
  @Column({ type: 'bigint', default: '9007199254740993' }) bigint!: string;
  @Column({ type: 'real' }) real!: number;
  @Column({ type: 'double precision' }) double!: number;
  @Column({ type: 'money' }) money!: string;
  @Column({ type: 'char', length: 3 }) char!: string;
  @Column({ type: 'varchar', length: 10, array: true, default: () => 'ARRAY[]::varchar[]' }) varchars!: string[];
  @Column({ type: 'text', default: () => "'a'::text || 'b'" }) text!: string;
  @Column({ type: 'hstore', nullable: true }) hstore!: string;
  @Column({ type: 'bytea', nullable: true }) bytea!: Buffer;
  @Column({ type: 'bit', length: 5 }) bit!: string;
  @Column({ type: 'bit varying', length: 5 }) varbit!: string;
  @Column({ type: 'date', default: () => 'CURRENT_DATE' }) date!: string;
  @Column({ type: 'time', precision: 3 }) time!: string;
  @Column({ type: 'time with time zone' }) timetz!: string;
  @Column({ type: 'timestamp', precision: 3, default: () => 'LOCALTIMESTAMP' }) timestamp!: Date;
  @Column({ type: 'interval' }) interval!: string;
  @Column({ type: 'point' }) point!: string;
  @Column({ type: 'line', nullable: true }) line!: string;
  @Column({ type: 'lseg', nullable: true }) lseg!: string;
  @Column({ type: 'box', nullable: true }) box!: string;
  @Column({ type: 'path', nullable: true }) path!: string;
  @Column({ type: 'polygon', nullable: true }) polygon!: string;
  @Column({ type: 'circle', nullable: true }) circle!: string;
  @Column({ type: 'cidr', nullable: true }) cidr!: string;
  @Column({ type: 'inet', nullable: true }) inet!: string;
  @Column({ type: 'macaddr', nullable: true }) macaddr!: string;
  @Column({ type: 'tsvector', nullable: true }) tsvector!: string;
  @Column({ type: 'tsquery', nullable: true }) tsquery!: string;
  @Column({ type: 'uuid', default: () => 'gen_random_uuid()' }) uuid!: string;
  @Column({ type: 'xml', nullable: true }) xml!: string;
  @Column({ type: 'json', default: {} }) json!: object;
  @Column({ type: 'jsonb', default: { a: [1] } }) jsonb!: object;
  @Column({ type: 'int4range', nullable: true }) int4range!: string;
  @Column({ type: 'numrange', nullable: true }) numrange!: string;
  @Column({ type: 'tsrange', name: 'tsrange', nullable: true }) tsRange!: string;
  @Column({ type: 'tstzrange', nullable: true }) tstzrange!: string;
  @Column({ type: 'daterange', nullable: true }) daterange!: string;
  @Column({ type: 'ltree', nullable: true }) ltree!: string;
  @Column({ type: 'cube', nullable: true }) cube!: string;
  @Column({ type: 'simple-json', nullable: true }) simpleJson!: object;
  @Column({ type: 'simple-enum', enum: ['a', 'b'], default: 'a' }) simpleEnum!: string;
}
