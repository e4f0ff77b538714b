import ts from 'typescript';
import type { Diagnostic } from '../../../diagnostics';
import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../../../diagnostics/codes';
import type { FastifyHost } from '../fastify/instance-host';
import { Machine, type Surroundings } from '../interpret/machine';
import { EnvironmentHost } from '../packages/environment';
import { externalCall } from '../packages/external-call';
import { externalProperty } from '../packages/external-property';
import { positionOf, type SourceProgram } from '../program/source-program';
import { Components } from '../schemas/components';
import { classSchema } from '../schemas/from-class';
import { TypeSchemas } from '../schemas/from-type';
import type { JsonSchema } from '../schemas/json-schema';
import { readSchema } from '../schemas/read-schema';
import { recordSchema } from '../schemas/record-schema';
import type { Metadata } from '../nest/guards';
import { hosted } from '../values/make';
import type { RequestPart } from '../values/request-part';
import type { ExternalValue, Value } from '../values/value';
import { claimPart } from './claims';
import { errorStatus } from './error-status';
import { isLog, noteHandedOn } from './handed-on';
import { Exchange } from './exchange';
import type { RouteRoot } from './route-root';

/** Everything one run of the machine finds: applications and routers, diagnostics, schemas, and the request under way. */
export class Recorder implements Surroundings {
  readonly variables: EnvironmentHost;
  readonly machine: Machine;
  readonly components = new Components();
  readonly types: TypeSchemas;
  readonly diagnostics: Diagnostic[] = [];
  /** Applications and routers in the order in which they were made. */
  readonly roots: RouteRoot[] = [];
  readonly fastify: FastifyHost[] = [];
  /** Models of mongoose by name: `mongoose.model('User')` finds what another file has defined. */
  readonly models = new Map<string, ExternalValue>();
  /** Records that are made of a request, with the properties that the code sets afterwards. */
  readonly records = new WeakMap<ExternalValue, Set<string>>();
  /** Fields of a body that passport-local reads, where the source sets it up. */
  loginFields: readonly string[] | undefined;
  exchange: Exchange | undefined;
  /** Nest: metadata of the handler under way, which guards ask for. */
  metadata: Metadata | undefined;

  constructor(readonly program: SourceProgram, isKnown?: (file: string) => boolean) {
    this.variables = new EnvironmentHost(program.packageRoot);
    this.machine = new Machine(program, this, isKnown);
    this.types = new TypeSchemas(program.checker, this.components);
    this.types.classReader = (node) => classSchema(this, node);
  }

  report(code: DiagnosticCode, message: string, node: ts.Node | undefined, help?: string): void {
    const position = node === undefined ? undefined : positionOf(node);
    const same = (d: Diagnostic): boolean => d.code === code && d.message === message && d.position?.file === position?.file && d.position?.line === position?.line && d.position?.column === position?.column;
    if (this.diagnostics.some(same)) return;
    this.diagnostics.push({ code, severity: DIAGNOSTIC_CODES[code].severity, message, ...(help !== undefined && { help }), ...(position && { position }) });
  }

  /** Runs `work` as part of an exchange; replies, exceptions and checks belong to it. */
  during<T>(exchange: Exchange, work: () => T): T {
    const outer = this.exchange;
    this.exchange = exchange;
    try {
      return work();
    } finally {
      this.exchange = outer;
    }
  }

  readSchema(value: Value | undefined): JsonSchema | undefined {
    return readSchema(this, value);
  }

  external(call: ExternalValue, at: ts.Node, self: Value | undefined): Value | undefined {
    return externalCall(this, call, at, self);
  }

  externalProperty(target: ExternalValue, key: string): Value | undefined {
    return externalProperty(this, target, key);
  }

  environment(): Value {
    return hosted(this.variables);
  }

  typeClaim(part: RequestPart, type: ts.TypeNode, omit?: ReadonlySet<string>): void {
    const schema = this.types.ofTypeNode(type);
    if (schema !== undefined) claimPart(part.reads, { schema, certain: false, node: type, ...(omit && { omit }) });
  }

  written(target: ExternalValue, key: string, at: ts.Node): void {
    const assigned = ts.isBinaryExpression(at.parent) && at.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken ? at.parent.right : undefined;
    // order.tags = order.tags.map(…) still is what was sent.
    if (assigned !== undefined && !assigned.getText().includes(at.getText())) this.records.get(target)?.add(key);
  }

  handedOn(value: Value, at: ts.Node): void {
    if (this.exchange?.handling === true && !isLog(at)) noteHandedOn(value, ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression) ? at.expression.name : at);
  }

  copied(part: RequestPart, record: Value, at: ts.Node): void {
    const schema = recordSchema(this.types, record, at);
    if (schema === undefined) noteHandedOn(part, at);
    else claimPart(part.reads, { schema, certain: false, copied: true, node: at });
  }

  thrown(value: Value, at: ts.Node): void {
    const status = errorStatus(value);
    if (status !== undefined) this.exchange?.reply({ status, node: at, thrown: true });
  }
}
