import { findId } from '../spec/find-id';
import { parseExpression } from '../spec/runtime-expression';
import { createReplyChecker } from './check-replies';
import type { DrivePlan, Step, Template } from './drive-plan';
import { mergeReplyChecks } from './reply-checks';
import { shorten } from './shorten';
import { referencesIn, slotMarks, templateOf } from './slot-text';
import { toBytes } from './to-bytes';
import type { Host } from './virtual-user';
import { createVirtualUser } from './virtual-user';

const step = (name: string, more: Partial<Step> = {}): Step => ({ name, method: 'GET', target: [`/${name}`], shownTarget: `/${name}`, headers: {}, defaults: {}, needs: [], yields: [], captures: [], expect: ['2xx'], ...more });
const planOf = (steps: readonly Step[], more: Partial<DrivePlan> = {}): DrivePlan => ({ steps, flows: steps.map(({ name }, at) => ({ name, weight: 1, steps: [at] })), feeders: {}, secrets: {}, producers: {}, ...more });
const host: Host = { secret: (name) => `secret of ${name}`, base64: (text) => Buffer.from(text).toString('base64'), uuid: () => 'uuid', random: () => 0.99 };

describe('createVirtualUser', () => {
  const targets = (plan: DrivePlan, count: number, number = 0, users = 1, answer: (target: string) => [number, unknown] = () => [200, {}]): string[] => {
    const user = createVirtualUser(plan, host, number, users);
    return Array.from({ length: count }, () => {
      const { target } = user.next();
      const [status, body] = answer(target);
      user.received(status, () => undefined, () => JSON.stringify(body));
      return target;
    });
  };

  it('spreads flows by their weights, evenly, and users over the flows', () => {
    const plan = planOf([step('a'), step('b'), step('c')]);
    const weighted = { ...plan, flows: plan.flows.map((flow, at) => ({ ...flow, weight: [3, 1, 1][at]! })) };
    expect(targets(weighted, 10).join('')).toBe('/a/b/a/c/a/a/b/a/c/a');
    expect([0, 1, 2].map((number) => targets(plan, 1, number, 3)[0])).toEqual(['/a', '/b', '/c']);
  });

  it('makes first what a step needs, takes it away, and gives up after three tries', () => {
    const make = step('make', { yields: [{ resource: 'r', values: [{ from: 'body', pointer: '/a~1b/0' }] }] });
    const use = step('use', { target: ['/use/', { slot: 'path.id', as: 'uri' }], defaults: { 'path.id': 'example' }, needs: [{ resource: 'r', fills: [{ slot: 'path.id', at: 0 }], takes: ['r'] }] });
    const plan = { ...planOf([make, use], { producers: { r: [0] } }), flows: [{ name: 'use', weight: 1, steps: [1] }] };
    let made = 0;
    expect(targets(plan, 4, 0, 1, (target) => (target === '/make' ? [201, { 'a/b': [`x/${++made}`] }] : [200, {}]))).toEqual(['/make', '/use/x%2F1', '/make', '/use/x%2F2']);
    expect(targets(plan, 6, 0, 1, () => [500, {}])).toEqual(['/make', '/make', '/make', '/use/example', '/use/example', '/use/example']);
  });

  it('forgets what is below what is deleted, and what came with it', () => {
    const parent = step('parent', { yields: [{ resource: '/p/{}', values: [{ from: 'body', pointer: '/id' }] }, { resource: 'link', values: [{ from: 'body', pointer: '/id' }] }] });
    const child = step('child', { yields: [{ resource: '/p/{}/c/{}', values: [{ from: 'slot', slot: 'path.p' }, { from: 'body', pointer: '/id' }] }], needs: [{ resource: '/p/{}', fills: [{ slot: 'path.p', at: 0 }] }] });
    const drop = step('drop', { target: ['/drop/', { slot: 'path.p', as: 'uri' }], needs: [{ resource: '/p/{}', fills: [{ slot: 'path.p', at: 0 }], takes: ['/p/{}', '/p/{}/c/{}'] }] });
    const see = (name: string, resource: string): Step => step(name, { target: [`/${name}/`, { slot: 'x', as: 'uri' }], defaults: { x: 'none' }, needs: [{ resource, fills: [{ slot: 'x', at: 0 }] }] });
    const plan = planOf([parent, child, drop, see('grand', '/p/{}/c/{}'), see('linked', 'link')]);
    expect(targets(plan, 5, 0, 1, (target) => [201, { id: target }])).toEqual(['/parent', '/child', '/drop/%2Fparent', '/grand/none', '/linked/none']);
  });

  it('encodes values where they stand', () => {
    const all = (slot: string): Template => (['uri', 'json', 'jsonText', 'text'] as const).flatMap((as) => [{ slot, as }, ' | ']);
    const user = createVirtualUser(planOf([step('a', { target: all('v'), headers: { h: [{ slot: 'v', as: 'text' }], b: [{ secret: 's', as: 'base64' }] }, defaults: { v: 'a"/\r\nX: \ud800' } })]), host, 0, 1);
    const { target, headers } = user.next();
    expect(target).toBe('a%22%2F%0D%0AX%3A%20%EF%BF%BD | "a\\"/\\r\\nX: \\ud800" | a\\"/\\r\\nX: \\ud800 | a"/ X: \ud800 | ');
    expect(headers).toEqual({ h: 'a"/ X: \ud800', b: Buffer.from('secret of s').toString('base64') });
    expect(toBytes({ step: 0, method: 'POST', target: '/a b\r\nX: 1', headers, thinkMs: 0, scope: {} }, 'h:1').toString()).toMatch(/^POST \/a%20b%0D%0AX:%201 HTTP\/1.1\r\nHost: h:1\r\nConnection: keep-alive\r\nh: [^\r\n]*\r\nb: [^\r\n]*\r\nContent-Length: 0\r\n\r\n$/);
  });

  it('gives no two users one row at a time', () => {
    const rows = Array.from({ length: 7 }, (_, n) => ({ n }));
    const plan = planOf([step('a', { target: [{ slot: 'f.n', as: 'uri' }] })], { feeders: { f: { rows, order: 'sequential' } } });
    expect([0, 1, 2].map((number) => targets(plan, 3, number, 3).join(''))).toEqual(['036', '140', '251']);
  });

  it('goes on with another flow after a request without a reply', () => {
    const plan = { ...planOf([step('a'), step('b'), step('c')]), flows: [{ name: 'x', weight: 1, steps: [0, 1] }, { name: 'y', weight: 1, steps: [2] }] };
    const user = createVirtualUser(plan, host, 0, 1);
    expect(user.next().target).toBe('/a');
    user.failed();
    expect(user.next().target).toBe('/c');
  });
});

describe('templates', () => {
  it('finds and splits references, whatever else a text holds', () => {
    expect(referencesIn('${a}-$${b}-${ c.d }-$e-${env:X}')).toEqual(['a', 'c.d', 'env:X']);
    expect(templateOf('SLOT0END ${a} $${b} ${env:X}', 'text')).toEqual(['SLOT0END ', { slot: 'a', as: 'text' }, ' ${b} ', { secret: 'env:X', as: 'text' }]);
    const marks = slotMarks('{}');
    expect(marks.split(JSON.stringify(marks.interpolate({ whole: '${n}', part: 'x${n}', list: ['${n}'], other: 1 })), 'json')).toEqual([
      '{"whole":', { slot: 'n', as: 'json' }, ',"part":"x', { slot: 'n', as: 'jsonText' }, '","list":[', { slot: 'n', as: 'json' }, '],"other":1}',
    ]);
  });

  it('takes secrets out of excerpts, however they are written', () => {
    const secrets = { a: { value: 'p&ss "word"', env: 'A' } };
    const body = `1 p&ss "word" 2 ${encodeURIComponent('p&ss "word"')} 3 ${Buffer.from('p&ss "word"').toString('base64')} 4 ${JSON.stringify('p&ss "word"')}`;
    expect(shorten(body, secrets)).toBe('1 *** 2 *** 3 *** 4 "***"');
    expect(shorten(Buffer.from('x'.repeat(400)), secrets)).toBe(`${'x'.repeat(300)}… (400 bytes)`);
  });
});

describe('finding ids', () => {
  it.each<[unknown, string, string | undefined]>([
    [{ petId: 1, id: 2 }, 'petId', '/petId'], [{ id: 2, pet_id: 1 }, 'petId', '/pet_id'], [{ name: 'x', id: 2 }, 'petId', '/id'], [{ data: { id: 1 } }, 'x', '/data/id'],
    [[{ uuid: 'u' }], 'x', '/0/uuid'], [{ items: [{ 'a/b': 1 }] }, 'a/b', '/items/0/a~1b'], [{ name: 'x' }, 'petId', undefined], [{ id: { nested: 1 } }, 'x', undefined], [[], 'x', undefined], [null, 'x', undefined],
  ])('in %j for %s: %s', (reply, variable, pointer) => expect(findId(reply, variable)).toBe(pointer));

  it('takes what fits', () => {
    const isAddress = (value: unknown): boolean => /^\d+\.\d+$/.test(String(value));
    expect(findId({ droplet: { id: 7 }, floating_ip: { id: 7, ip: '1.2' } }, 'floating_ip', isAddress)).toBe('/floating_ip/ip');
    expect(findId({ id: 7, floating_ip: null }, 'floating_ip', isAddress)).toBeUndefined();
  });

  it.each<[unknown, object | undefined]>([
    ['$response.body#/a/b', { from: 'body', pointer: '/a/b' }], ['$response.header.X-Id', { from: 'header', name: 'x-id' }], ['{$request.path.id}', { from: 'slot', slot: 'path.id' }], ['$request.body#/id', { from: 'sent', pointer: '/id' }],
    ['$statusCode', { from: 'status' }], ['plain', { from: 'value', value: 'plain' }], [7, { from: 'value', value: 7 }], ['$url', undefined], ['a-{$response.body#/id}', undefined], ['$response.path.id', undefined],
  ])('reads the runtime expression %j', (text, expression) => expect(parseExpression(text)).toEqual(expression));
});

describe('createReplyChecker', () => {
  const reply = (status: number, body = '{}') => ({ status, header: () => undefined, body: Buffer.from(body) });

  it('looks at samples where looking costs too much, and at all where it is told to', () => {
    let clock = 0;
    const contract = { prepare: () => undefined, problems: (_: string, { body }: { body: Buffer | undefined }) => ((clock += body ? 10 : 0), []) };
    const looked = (check: 'auto' | 'all') => {
      const checker = createReplyChecker(planOf([step('a', { operation: '#/a' })], { contract: { file: '', check } }), contract, () => clock);
      for (let i = 0; i < 200; i++) {
        clock += 10;
        checker.check(0, 'GET', reply(200));
      }
      return checker.result().bodiesChecked;
    };
    expect(looked('auto')).toBeGreaterThanOrEqual(50);
    expect(looked('auto')).toBeLessThan(60);
    expect(looked('all')).toBe(200);
  });

  it('counts each bad reply once, and adds threads up', () => {
    const contract = { prepare: () => undefined, problems: (_: string, { status }: { status: number }) => (status === 200 ? ['body a: is wrong'] : ['not declared']) };
    const one = () => {
      const checker = createReplyChecker(planOf([step('a', { operation: '#/a' }), step('b')], { contract: { file: '', check: 'all' } }), contract);
      for (const status of [200, 200, 500]) checker.check(0, 'GET', reply(status, '{"x":1}'));
      checker.check(1, 'GET', reply(200));
      return checker.result();
    };
    expect(mergeReplyChecks([one(), one()])).toEqual({
      unexpected: 2, mismatches: 4, bodiesChecked: 6, bodiesSkipped: 0,
      bySteps: [{ step: 0, statuses: { 200: 4, 500: 2 }, unexpected: 2, mismatches: 4 }, { step: 1, statuses: { 200: 2 }, unexpected: 0, mismatches: 0 }],
      examples: [{ kind: 'mismatch', step: 0, status: 200, problems: ['body a: is wrong'], count: 4, body: '{"x":1}' }, { kind: 'unexpected', step: 0, status: 500, problems: ['status 500', 'not declared'], count: 2, body: '{"x":1}' }],
    });
  });
});
