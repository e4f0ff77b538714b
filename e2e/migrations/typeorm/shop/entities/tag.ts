import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class Tag {
  @PrimaryColumn({ length: 64 }) name!: string;
  @Column({ type: 'simple-array', nullable: true }) aliases!: string[];
}
