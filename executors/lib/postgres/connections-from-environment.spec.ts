import { connectionsFromEnvironment } from './connections-from-environment';

test('takes connections from the environment, and nothing else', () => {
  const environment = { DATABASE_URL: 'postgres://ann:secret@db/shop', EMPTY: '' };
  const options = { connection: 'env:DATABASE_URL', shadow: 'env:NOT_SET', compare: 'schema/v2.sql', from: 'env:EMPTY', name: 'env:DATABASE_URL', failOn: undefined };
  expect(connectionsFromEnvironment(options, environment)).toEqual({ ...options, connection: 'postgres://ann:secret@db/shop' });
});
