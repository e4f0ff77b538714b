import { Check, Column, CreateDateColumn, Entity, Index, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import { Book } from './book';

@Entity()
@Check('author_age', 'age >= 0')
export class Author {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ length: 200 }) name!: string;
  @Index() @Column({ type: 'bigint', default: 0 }) age!: number;
  @Column({ default: true }) active!: boolean;
  @Column({ type: 'text', nullable: true }) bio!: string;
  @CreateDateColumn() createdAt!: Date;
  @OneToMany(() => Book, (book) => book.author) books!: Book[];
}
