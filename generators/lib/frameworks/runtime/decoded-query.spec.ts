import express from 'express';
import Koa from 'koa';
import { setQuery } from './decoded-query';

const decoded = { limit: 4 };

/** A request as Koa and Express make them: an object of its own over the application's prototype. */
function requests(prototype: object): () => any {
  return () => Object.assign(Object.create(prototype) as object, { req: { url: '/x?limit=4' }, url: '/x?limit=4' });
}

describe.each<[string, () => any]>([
  ['Koa', requests(new Koa().request)],
  ['Express 5', requests(express().request)],
])('%s', (_, create) => {
  it('reads the decoded query, of each request its own', () => {
    const [first, second, untouched] = [create(), create(), create()];
    setQuery(first, decoded);
    setQuery(second, {});
    expect(first.query).toBe(decoded);
    expect(second.query).toEqual({});
    expect({ ...untouched.query }).toEqual({ limit: '4' });
    expect(Object.hasOwn(first, 'query')).toBe(false); // or the request becomes a slow object
  });

  it('can be set, by the application and again', () => {
    const request = create();
    setQuery(request, decoded);
    request.query = { limit: '5' };
    expect({ ...request.query }).toEqual({ limit: '5' });
    setQuery(request, decoded);
    expect(request.query).toBe(decoded);
  });
});

it('leaves other applications and prototypes without an accessor alone', () => {
  const [one, other] = [new Koa(), new Koa()];
  setQuery(requests(one.request)(), decoded);
  expect(Object.hasOwn(other.request, 'query')).toBe(false);
  const plain: any = Object.create({});
  setQuery(plain, decoded);
  expect(plain.query).toBe(decoded);
  expect(Object.getPrototypeOf(plain)).toEqual({});
});

it('replaces a property of the request itself, as Express 4 has it', () => {
  const request: any = { query: { limit: '4' } };
  setQuery(request, decoded);
  expect(request.query).toBe(decoded);
});
