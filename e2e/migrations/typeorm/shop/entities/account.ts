import { Check, Column, CreateDateColumn, Entity, Index, OneToMany, PrimaryGeneratedColumn, Unique, UpdateDateColumn, VersionColumn } from 'typeorm';
import { Order } from './order';

export enum Role { Admin = 'admin', Member = 'member', Guest = "o'guest" }

export class Address {
  @Column({ length: 100 }) street!: string;
  @Column({ nullable: true }) city!: string;
}

/** Quotes and `backticks` in names and comments must survive. */
@Entity({ comment: "people's accounts */ `x` ${y}" })
@Check('account_age', '"age" >= 0 AND "age" < 150')
@Unique('account_name', ['firstName', 'lastName'])
@Index('account_active_email', ['email'], { unique: true, where: '"active"' })
export class Account {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column({ type: 'citext' }) email!: string;
  @Column({ length: 40, default: () => "'it''s'" }) firstName!: string;
  @Column({ length: 40, comment: 'family name' }) lastName!: string;
  @Column({ type: 'int', default: 18 }) age!: number;
  @Column({ default: true }) active!: boolean;
  @Column({ type: 'enum', enum: Role, default: Role.Member }) role!: Role;
  @Column({ type: 'enum', enum: Role, array: true, default: [Role.Member] }) roles!: Role[];
  @Column(() => Address) address!: Address;
  @Column({ type: 'text', generatedType: 'STORED', asExpression: `"firstName" || ' ' || "lastName"` }) fullName!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @UpdateDateColumn() updatedAt!: Date;
  @VersionColumn() version!: number;
  @OneToMany(() => Order, (order) => order.account) orders!: Order[];
}
