import { DataSource } from 'typeorm';
import { Account } from './entities/account';
import { Article, Media, Video } from './entities/media';
import { Order, OrderTotals } from './entities/order';
import { Tag } from './entities/tag';
import { Everything } from './entities/everything';

export default new DataSource({
  type: 'postgres',
  url: 'postgres://app:s3cret-of-production@db.invalid:5432/shop',
  entities: [Account, Article, Everything, Media, Order, OrderTotals, Tag, Video],
  migrations: [`${__dirname}/migrations/*.ts`],
});
