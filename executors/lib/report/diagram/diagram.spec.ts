import { catalogOf } from '../testing/catalogs';
import { buildDiagram } from './build-diagram';
import { layOut } from './layout';
import { toSvg } from './to-svg';

const BEFORE = catalogOf('users: id integer, name text, fax text?; orders: id integer, user_id integer -> users; gone: id integer');
const AFTER = catalogOf('users: id bigint, name text, born date?; orders: id integer, user_id integer -> users; notes: id integer, order_id integer -> orders');

describe('buildDiagram', () => {
  it('marks what came, went and changed', () => {
    const { tables, links, caption } = buildDiagram(AFTER, BEFORE);
    expect(tables.map(({ title, mark, columns }) => [title, mark, columns.map((c) => `${c.mark} ${c.keys} ${c.name} ${c.was ?? ''}${c.type}`)])).toEqual([
      ['users', 'changed', ['changed PK id integerbigint', 'same  name text', 'added  born date?', 'removed  fax text?']],
      ['orders', 'same', ['same PK id integer', 'same FK user_id integer']],
      ['notes', 'added', ['same PK id integer', 'same FK order_id integer']],
      ['gone', 'removed', ['same PK id integer']],
    ]);
    expect(links.map(({ from, to, mark }) => [from, to, mark])).toEqual([['table:public.orders', 'table:public.users', 'same'], ['table:public.notes', 'table:public.orders', 'added']]);
    expect(caption).toBe('4 tables, 2 foreign keys · 1 + added, 1 − removed, 1 ~ changed');
  });

  it('stays readable with many tables: keys alone, then what changed alone', () => {
    const many = (count: number, extra = '') => catalogOf(`${Array.from({ length: count }, (_, i) => `t${i}: id integer, a text, b text${i > 0 ? `, p integer -> t${i - 1}` : ''}`).join(';')}${extra}`);
    const compact = buildDiagram(many(100));
    expect([compact.tables.length, compact.tables[5]!.columns.map(({ name }) => name), compact.tables[5]!.hidden]).toEqual([100, ['id', 'p'], 2]);
    const part = buildDiagram(many(400, '; fresh: id integer, p integer -> t7'), many(400));
    expect(part.tables.map(({ title }) => title).sort()).toEqual(['fresh', 't6', 't7', 't8'].sort());
    expect(part.caption).toMatch(/^4 of 401 tables: those that change and their neighbours · 1 \+ added/);
  });
});

describe('layOut', () => {
  it('puts no table on another, also in circles and with tables that refer to themselves', () => {
    const diagram = buildDiagram(catalogOf('a: id integer, b integer -> b; b: id integer, c integer -> c; c: id integer, a integer -> a; self: id integer, p integer -> self; x: id integer; y: id integer, a integer -> a, b integer -> b'));
    const { boxes } = layOut(diagram, new Map(diagram.tables.map(({ id }) => [id, { width: 100, height: 60 }])));
    const all = [...boxes.values()];
    expect(all).toHaveLength(diagram.tables.length);
    for (const [i, a] of all.entries()) for (const b of all.slice(i + 1)) expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
  });

  it('copes with a chain of thousands', () => {
    const text = Array.from({ length: 5000 }, (_, i) => `t${i}: id integer${i > 0 ? `, p integer -> t${i - 1}` : ''}`).reverse().join(';');
    const diagram = { ...buildDiagram(catalogOf(text), catalogOf('t0: id integer')) };
    expect(toSvg(diagram)).toContain('</svg>');
  });
});

describe('toSvg', () => {
  it('shows signs besides colours, and lets no text out of its place', () => {
    const svg = toSvg(buildDiagram(AFTER, BEFORE));
    for (const sign of ['+ notes', '− gone', '~ users']) expect(svg).toContain(`>${sign}<`);
    const catalog = catalogOf('users: id integer');
    const hostile = { ...catalog, tables: [{ ...catalog.tables[0]!, name: '</title><script>alert(1)</script>\u0000\ud800' }] };
    const text = toSvg(buildDiagram(hostile));
    expect(text).not.toMatch(/<script|\u0000|\ud800/);
  });
});
