import type { Diagram, DiagramColumn, DiagramLink, DiagramTable } from './diagram';
import { SIGN } from './diagram';
import { Html, html, none } from '../html/html';
import { layOut, type Box } from './layout';

const CHAR = 7.25;
const ROW = 19;
const HEAD = 26;
const PAD = 10;
const MARGIN = 16;
/** Characters of a name or type that are drawn; the whole is in the tooltip. */
const NAME = 32;
const TYPE = 26;

/** Colours by the reader's setting, also where the file stands alone; removed things are dashed besides. */
const STYLE = `.er{background:#fff;font:12px ui-monospace,monospace}.er text{fill:#1c2330}.er .type,.er .more{fill:#5a6474}.er .key{fill:#0b5cad;font-weight:700}.er .title{font-weight:700}
.er rect{fill:#f6f8fa;stroke:#8a94a3}.er .head{fill:#e3e8ef;stroke:none}.er path{fill:none;stroke:#7c8797;stroke-width:1.2}
.er .added rect.box,.er path.added{stroke:#1a7f37;stroke-width:2.2}.er .removed rect.box,.er path.removed{stroke:#b3261e;stroke-width:2.2;stroke-dasharray:6 4}.er .changed rect.box,.er path.changed{stroke:#8a5a00;stroke-width:2.2}
.er text.added{fill:#1a7f37}.er text.removed{fill:#b3261e}.er text.changed{fill:#8a5a00}.er .sign{font-weight:700}
@media (prefers-color-scheme:dark){.er{background:#12161c}.er text{fill:#e3e8ef}.er .type,.er .more{fill:#9aa5b4}.er .key{fill:#7ab8ff}.er rect{fill:#1a2029;stroke:#5a6474}.er .head{fill:#2a3340}.er path{stroke:#8a94a3}
.er .added rect.box,.er path.added{stroke:#5fd38a}.er .removed rect.box,.er path.removed{stroke:#ff8a80}.er .changed rect.box,.er path.changed{stroke:#e8b24a}.er text.added{fill:#5fd38a}.er text.removed{fill:#ff8a80}.er text.changed{fill:#e8b24a}}`;

/** A diagram as an SVG document of its own, which also stands inside a page. */
export function toSvg(diagram: Diagram): string {
  const sizes = new Map(diagram.tables.map((table) => [table.id, sizeOf(table)] as const));
  const { boxes, width, height } = layOut(diagram, sizes);
  const byId = new Map(diagram.tables.map((table) => [table.id, table] as const));
  const [w, h] = [Math.ceil(width + 2 * MARGIN), Math.ceil(height + 2 * MARGIN)];
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="er" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img" aria-label="${diagram.caption}"><style>${new Html(STYLE)}</style><g transform="translate(${MARGIN} ${MARGIN})">
${diagram.links.map((link) => linkPath(link, byId, boxes))}${diagram.tables.map((table) => tableBox(table, boxes.get(table.id)!))}</g></svg>
`.text;
}

function sizeOf({ title, columns, hidden }: DiagramTable): { width: number; height: number } {
  const rows = columns.map((column) => lead(column).length + cut(column.name, NAME).length + 2 + cut(typeOf(column), TYPE).length);
  const longest = Math.max(cut(title, NAME + TYPE).length + 4, ...rows, 12);
  return { width: Math.ceil(longest * CHAR + 2 * PAD), height: HEAD + (columns.length + (hidden > 0 ? 1 : 0)) * ROW + 8 };
}

function tableBox({ title, mark, columns, hidden }: DiagramTable, { x, y, width, height }: Box): Html {
  const rows = columns.map((column, i) => columnRow(column, width, HEAD + i * ROW + 15));
  return html`<g class="${mark}" transform="translate(${x} ${y})"><title>${`${SIGN[mark]} ${title}`.trim()}</title><rect class="box" width="${width}" height="${height}" rx="5"/><rect class="head" x="1.5" y="1.5" width="${width - 3}" height="${HEAD - 3}" rx="4"/>
<text class="title ${mark}" x="${PAD}" y="17">${`${SIGN[mark]} ${cut(title, NAME + TYPE)}`.trim()}</text>${rows}${hidden > 0 ? html`<text class="more" x="${PAD}" y="${HEAD + columns.length * ROW + 15}">… ${hidden} more</text>` : none}</g>
`;
}

function columnRow(column: DiagramColumn, width: number, y: number): Html {
  const { name, mark, keys, was, type } = column;
  const full = `${SIGN[mark]} ${name} ${type}${was === undefined ? '' : ` (was ${was})`}`.trim();
  return html`<text y="${y}"><title>${full}</title>${mark === 'same' ? none : html`<tspan class="sign" x="${PAD}">${SIGN[mark]}</tspan>`}<tspan class="key" x="${PAD + (mark === 'same' ? 0 : 2 * CHAR)}">${keys}</tspan></text><text class="${mark}" x="${PAD + lead(column).length * CHAR}" y="${y}">${cut(name, NAME)}</text><text class="type" x="${width - PAD}" y="${y}" text-anchor="end">${cut(typeOf(column), TYPE)}</text>`;
}

/** Sign and keys, with the room they take. */
function lead({ mark, keys }: DiagramColumn): string {
  return `${mark === 'same' ? '' : '~ '}${keys === '' ? '' : `${keys} `}`;
}

function typeOf({ type, was }: DiagramColumn): string {
  return was === undefined ? type : `${was} → ${type}`;
}

/** From the column that refers (a fork: many) to the one it refers to (a bar: one). */
function linkPath({ from, fromColumn, to, toColumn, mark, title }: DiagramLink, tables: ReadonlyMap<string, DiagramTable>, boxes: ReadonlyMap<string, Box>): Html {
  const [a, b] = [boxes.get(from)!, boxes.get(to)!];
  const [y1, y2] = [a.y + rowOf(tables.get(from)!, fromColumn), b.y + rowOf(tables.get(to)!, toColumn)];
  // Out of the side that faces the other table; both to the right where one stands above the other.
  const [left, right] = [b.x + b.width < a.x, a.x + a.width < b.x];
  const [x1, out] = left ? [a.x, -1] : [a.x + a.width, 1];
  const [x2, into] = right ? [b.x, -1] : [b.x + b.width, 1];
  const bend = Math.max(36, Math.min(120, Math.abs(x2 - x1) / 2));
  const curve = `M${x1} ${y1 - 5}l${12 * out} 5M${x1} ${y1 + 5}l${12 * out} -5M${x1} ${y1}C${x1 + bend * out} ${y1} ${x2 + bend * into} ${y2} ${x2} ${y2}M${x2 + 8 * into} ${y2 - 5}v10`;
  return html`<path class="${mark}" d="${curve}"><title>${title}</title></path>`;
}

function rowOf({ columns }: DiagramTable, name: string): number {
  const row = columns.findIndex((column) => column.name === name);
  return row < 0 ? HEAD / 2 : HEAD + row * ROW + 11;
}

function cut(text: string, limit: number): string {
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}
