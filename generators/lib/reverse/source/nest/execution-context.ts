import type ts from 'typescript';
import { hosted, native, object, unknown } from '../values/make';
import type { Host, Value } from '../values/value';

/** Nest's ExecutionContext of an HTTP request. */
export class ExecutionContextHost implements Host {
  readonly what = 'execution context';

  constructor(private readonly request: Value, private readonly response: Value) {}

  get(_key: string | undefined, at: ts.Node): Value | undefined {
    return unknown(at);
  }

  callMethod(name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
    switch (name) {
      case 'switchToHttp': return object([['getRequest', native('getRequest', () => this.request)], ['getResponse', native('getResponse', () => this.response)], ['getNext', native('getNext', () => unknown(at))]]);
      case 'getArgByIndex': return args[0]?.kind === 'const' && args[0].value === 1 ? this.response : this.request;
      case 'getArgs': return { kind: 'array', items: [this.request, this.response] };
      case 'getType': return { kind: 'const', value: 'http' };
      case 'getRequest': return this.request;
      case 'getHandler': case 'getClass': return hosted(this);
      default: return unknown(at);
    }
  }
}
