import { ChildEntity, Column, Entity, PrimaryGeneratedColumn, TableInheritance, Tree, TreeChildren, TreeParent } from 'typeorm';

@Entity()
@Tree('materialized-path')
@TableInheritance({ column: { type: 'varchar', name: 'type' } })
export class Media {
  @PrimaryGeneratedColumn('identity') id!: number;
  @Column() title!: string;
  @TreeChildren() children!: Media[];
  @TreeParent() parent!: Media;
}

@ChildEntity()
export class Article extends Media {
  @Column({ type: 'text' }) body!: string;
}

@ChildEntity()
export class Video extends Media {
  @Column({ type: 'interval' }) length!: string;
}
