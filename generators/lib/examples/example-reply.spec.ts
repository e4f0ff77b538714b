import type { Operation } from '../model';
import { operation, reply } from '../frameworks/shared/testing/api';
import type { ExampleTools } from './build-example';
import { exampleReply } from './example-reply';

const replyTo = (responses: Operation['responses']) => exampleReply(operation('post', '/session', { responses }), null as unknown as ExampleTools);

it('never replies 1xx: Docker upgrades the connection, or fails', () => {
  expect(replyTo([reply('101'), reply('400', 'text/plain'), reply('500')]).value).toMatchObject({ status: 400, value: 'example' });
  const { value, diagnostics } = replyTo([reply('100')]);
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: 'BACKEND_ROUTES_NO_EXAMPLE', message: expect.stringContaining('POST /session') }]);
});

it('prefers the first success, then the default as 200, then a redirect', () => {
  expect(replyTo([reply('404'), reply('2XX'), reply('202'), reply('201')]).value).toMatchObject({ status: 202 });
  expect(replyTo([reply('302'), reply('default')]).value).toMatchObject({ status: 200 });
  expect(replyTo([reply('404'), reply('302')]).value).toMatchObject({ status: 302 });
  expect(replyTo([]).value).toMatchObject({ status: 204 });
});
