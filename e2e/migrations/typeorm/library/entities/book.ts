import { Column, Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { Author } from './author';

@Entity()
export class Book {
  @PrimaryGeneratedColumn() id!: number;
  @Column() title!: string;
  @Column({ type: 'simple-enum', enum: ['draft', 'printed'], default: 'draft' }) state!: string;
  @ManyToOne(() => Author, (author) => author.books, { onDelete: 'CASCADE' }) author!: Author;
}
