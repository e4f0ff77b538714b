import { Code, code } from '../../code';
import { escapeStep } from './pointer';

/** Where in the value of a function the emitter stands, as an expression that costs nothing until a fault needs it. */
export class Path {
  static readonly root = new Path([]);
  private constructor(private readonly parts: readonly (string | Code)[]) {}

  get isRoot(): boolean {
    return this.parts.length === 0;
  }

  property(name: string): Path {
    return this.add(`/${escapeStep(name)}`);
  }

  index(index: number | Code): Path {
    return typeof index === 'number' ? this.add(`/${index}`) : this.add('/').then(index);
  }

  /** @param step expression of a whole step: `step(k1)` */
  dynamic(step: Code): Path {
    return this.then(step);
  }

  /** `'/items/' + i1 + '/name'` */
  print(): Code {
    if (this.parts.length === 0) return code`${''}`;
    const pieces = this.parts.map((part) => code`${part}`.text);
    if (typeof this.parts[0] !== 'string') pieces.unshift(`''`);
    return new Code(pieces.join(' + '));
  }

  private add(text: string): Path {
    const last = this.parts.at(-1);
    return typeof last === 'string' ? new Path([...this.parts.slice(0, -1), last + text]) : new Path([...this.parts, text]);
  }

  private then(expression: Code): Path {
    return new Path([...this.parts, expression]);
  }
}
