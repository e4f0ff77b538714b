import { redactConnection } from './redact-connection';

test.each([
  ['postgres://ann:s3cret@db.example:5432/shop', 'postgres://ann:***@db.example:5432/shop'],
  ['postgres://ann:s3:cr@t/x@db/shop?sslmode=require', 'postgres://ann:***@db/shop?sslmode=require'],
  ['postgres://ann@db/shop?password=s3cret&sslmode=require', 'postgres://ann@db/shop?password=***&sslmode=require'],
  ['host=db user=ann password=s3cret dbname=shop', 'host=db user=ann password=*** dbname=shop'],
  ["host=db password='s3 cret' dbname=shop", 'host=db password=*** dbname=shop'],
  ['mysql://root:pw@127.0.0.1/test', 'mysql://root:***@127.0.0.1/test'],
  ['postgres:///shop', 'postgres:///shop'],
  ['postgres://:pw@db/shop', 'postgres://:***@db/shop'],
])('%s', (connection, redacted) => {
  expect(redactConnection(connection)).toBe(redacted);
});
