import type ts from 'typescript';
import { isLog } from './handed-on';
import { ReadNode } from './read-tree';
import type { Value } from '../values/value';
import type { PartLocation } from '../values/request-part';
import type { AuthFinding } from '../security/auth-finding';

/** An answer that the code gives: `status` is undefined where it is not known. */
export interface Reply {
  readonly status: number | undefined;
  readonly body?: Value;
  readonly mediaType?: string;
  readonly node: ts.Node;
  /** It comes of an exception; what becomes of those is decided elsewhere. */
  readonly thrown?: boolean;
}

/** One request on its way through the functions of an operation, and everything they do with it. */
export class Exchange {
  readonly reads: Readonly<Record<PartLocation, ReadNode>> = {
    query: new ReadNode(), body: new ReadNode(), path: new ReadNode(), header: new ReadNode(), cookie: new ReadNode(), file: new ReadNode(),
  };
  readonly replies: Reply[] = [];
  readonly auth: AuthFinding[] = [];
  /** Media types the body may have, where a parser or a check says so. */
  readonly consumes = new Set<string>();
  /** A token was verified in the function that runs. */
  verified = false;
  /** A login session was asked for in the function that runs. */
  session = false;
  /** The handler runs, not what comes before it: checks that many routes share look at bodies that some do not have. */
  handling = false;

  part(location: PartLocation, at?: ts.Node): Value {
    if (this.handling && at !== undefined && !isLog(at.parent)) this.reads[location].handedOn ??= at;
    return { kind: 'part', in: location, reads: this.reads[location] };
  }

  reply(reply: Reply): void {
    this.replies.push(reply);
  }

  refuses(): boolean {
    return this.replies.some((reply) => reply.status === 401 || reply.status === 403);
  }
}
