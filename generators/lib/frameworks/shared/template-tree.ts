import type { PathPart, PathTemplate } from '../../model';

/** What a path template looks like to a router: one object for all templates of the same look. */
export interface Shape {
  readonly segments: readonly Segment[];
}

/** 0: literal; 1: literal with variables in it; 2: one variable. */
type Kind = 0 | 1 | 2;
/** A literal's text, or the kind of a segment with variables. */
type Segment = string | 1 | 2;

interface Node {
  readonly children: Map<Segment, Node>;
  shape?: Shape;
}

/** Path templates by their segments, to find those that overlap without comparing each with each. */
export class TemplateTree {
  private readonly root: Node = { children: new Map() };

  add(path: PathTemplate): Shape {
    const segments = path.segments.map(segmentOf);
    let node = this.root;
    for (const segment of segments) {
      let child = node.children.get(segment);
      if (!child) node.children.set(segment, (child = { children: new Map() }));
      node = child;
    }
    return (node.shape ??= { segments });
  }

  /**
   * Templates that can match the same request and are more concrete. The first segment that differs
   * in kind decides, as routers with a tree do; segments with variables may match anything.
   */
  moreConcrete({ segments }: Shape): Shape[] {
    const found: Shape[] = [];
    const visit = (node: Node, depth: number, decided: boolean): void => {
      if (depth === segments.length) {
        if (decided && node.shape) found.push(node.shape);
        return;
      }
      const own = segments[depth]!;
      for (const [segment, child] of candidates(node, own)) {
        const difference = kindOf(segment) - kindOf(own);
        if (decided || difference <= 0) visit(child, depth + 1, decided || difference < 0);
      }
    };
    visit(this.root, 0, false);
    return found;
  }
}

/** Children that overlap with a segment. */
function candidates({ children }: Node, own: Segment): Iterable<[Segment, Node]> {
  if (typeof own !== 'string') return children;
  return ([own, 1, 2] as const).flatMap((segment): [Segment, Node][] => {
    const child = children.get(segment);
    return child ? [[segment, child]] : [];
  });
}

function kindOf(segment: Segment): Kind {
  return typeof segment === 'string' ? 0 : segment;
}

function segmentOf(parts: readonly PathPart[]): Segment {
  if (parts.every((part) => part.kind === 'literal')) return parts.map((part) => (part.kind === 'literal' ? part.text : '')).join('');
  return parts.some((part) => part.kind === 'literal') ? 1 : 2;
}
