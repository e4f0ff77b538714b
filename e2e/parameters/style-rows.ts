import type { ParameterRow } from './row';
import { COLORS, RGB, rgb, text, texts } from './schemas';

const KINDS = [['primitive', text, 'blue'], ['array', texts, COLORS], ['object', rgb, RGB]] as const;

/** The table of OpenAPI 3.2 §4.12.6: location × style × explode × primitive, array, object. */
export const STYLE_ROWS: readonly ParameterRow[] = [
  ...path('simple', false, '/blue', '/blue,black,brown', '/R,100,G,200,B,150'),
  ...path('simple', true, '/blue', '/blue,black,brown', '/R=100,G=200,B=150'),
  ...path('label', false, '/.blue', '/.blue,black,brown', '/.R,100,G,200,B,150'),
  ...path('label', true, '/.blue', '/.blue.black.brown', '/.R=100.G=200.B=150'),
  ...path('matrix', false, '/;color=blue', '/;color=blue,black,brown', '/;color=R,100,G,200,B,150'),
  ...path('matrix', true, '/;color=blue', '/;color=blue;color=black;color=brown', '/;R=100;G=200;B=150'),
  ...query('form', false, 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'),
  ...query('form', true, 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'),
  ...query('spaceDelimited', false, undefined, 'color=blue%20black%20brown', 'color=R%20100%20G%20200%20B%20150'),
  ...query('pipeDelimited', false, undefined, 'color=blue%7Cblack%7Cbrown', 'color=R%7C100%7CG%7C200%7CB%7C150'),
  ...query('deepObject', true, undefined, undefined, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'),
  ...header(false, 'blue', 'blue,black,brown', 'R,100,G,200,B,150'),
  ...header(true, 'blue', 'blue,black,brown', 'R=100,G=200,B=150'),
  ...cookie('form', false, 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'),
  ...cookie('form', true, 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'),
  ...cookie('cookie', false, 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'),
  ...cookie('cookie', true, 'color=blue', 'color=blue; color=black; color=brown', 'R=100; G=200; B=150'),
];

type Make = (schema: unknown, sent: string, value: unknown) => Omit<ParameterRow, 'title'>;

function rows(title: string, sent: readonly (string | undefined)[], make: Make): ParameterRow[] {
  return KINDS.flatMap(([kind, schema, value], i) => {
    const raw = sent[i];
    return raw === undefined ? [] : [{ title: `${title} ${kind}`, ...make(schema, raw, value) }];
  });
}

function path(style: string, explode: boolean, ...sent: string[]): ParameterRow[] {
  return rows(`path ${style} ${explode}`, sent, (schema, raw, color) => ({
    template: '/{color}',
    parameters: [{ name: 'color', in: 'path', required: true, style, explode, schema }],
    path: raw,
    good: { path: { color } },
  }));
}

function query(style: string, explode: boolean, ...sent: (string | undefined)[]): ParameterRow[] {
  return rows(`query ${style} ${explode}`, sent, (schema, raw, color) => ({
    parameters: [{ name: 'color', in: 'query', style, explode, schema }],
    query: raw,
    good: { query: { color } },
  }));
}

function header(explode: boolean, ...sent: string[]): ParameterRow[] {
  return rows(`header simple ${explode}`, sent, (schema, raw, color) => ({
    parameters: [{ name: 'X-Color', in: 'header', explode, schema }],
    headers: { 'X-Color': raw },
    good: { headers: { 'x-color': color } },
  }));
}

function cookie(style: string, explode: boolean, ...sent: string[]): ParameterRow[] {
  return rows(`cookie ${style} ${explode}`, sent, (schema, raw, color) => ({
    parameters: [{ name: 'color', in: 'cookie', style, explode, schema }],
    headers: { Cookie: raw },
    good: { cookies: { color } },
  }));
}
