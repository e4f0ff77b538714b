import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import type { Operation } from '../../../../generators/lib/model';
import { mediaKind } from '../../../../generators/lib/types/media-kind';
import type { Expression, Feeder, Step, Template } from '../drive/drive-plan';
import type { Place, StepValues } from './build-step';
import { exampleValues, isRecord, placeOf, writeStep } from './build-step';
import type { Chains } from './chain';
import { joinChains } from './chain';
import { chainsByLinks } from './chain-by-links';
import { chainsByPath } from './chain-by-path';
import type { Keyring } from './credentials';
import { sameName } from './find-id';
import type { Spec } from './open-spec';

export interface StepOptions {
  /** Before every path; absent: the document's own servers say it. */
  readonly base?: string;
  readonly keys: Keyring;
  /** Rows whose columns are parameters and properties by name. */
  readonly feed?: Feeder;
  /** Sent with every request; theirs win over the document's. */
  readonly headers: Readonly<Record<string, Template>>;
  readonly expect: readonly string[];
}

/** The name of the feeder of `--feed`. */
export const FEED = 'feed';

export interface StepBuilder {
  readonly chains: Chains;
  /**
   * The step that calls an operation, or why there is none.
   * @param own values by their place that a person wrote
   */
  step(operation: Operation, own?: ReadonlyMap<Place, unknown>): Step | Diagnostic;
}

/** Makes steps of a document's operations: example values, credentials, and slots for what comes from elsewhere. */
export function stepBuilder(spec: Spec, options: StepOptions, diagnostics: Diagnostic[]): StepBuilder {
  const known = new Map<Operation, StepValues | undefined>();
  const valuesOf = (operation: Operation): StepValues | undefined => {
    if (!known.has(operation)) known.set(operation, exampleValues(operation, spec, []).values);
    return known.get(operation);
  };
  const chains = joinChains([chainsByLinks(spec, diagnostics), chainsByPath(spec, valuesOf)]);
  const columns = Object.keys(options.feed?.rows[0] ?? {});
  return {
    chains,
    step(operation, own = new Map()) {
      const endless = skipped(operation, spec);
      if (endless) return endless;
      const { needs, yields } = chains.of(operation);
      const given = (place: Place): boolean => own.has(place) || (place.startsWith('body.') && own.has('body'));
      const fed = new Map(columns.flatMap((column) => placesNamed(column, operation, valuesOf(operation)).map((place) => [place, `${FEED}.${column}`] as const)));
      const filled = needs.map((need) => ({ ...need, fills: need.fills.filter(({ slot }) => !fed.has(slot) && !given(slot)) })).filter(({ fills, takes }) => fills.length > 0 || takes);
      const read = yields.flatMap(({ values }) => values.flatMap((value) => (value.from === 'slot' ? [value.slot] : [])));
      const places = [...operation.parameters.filter((parameter) => parameter.in === 'path').map(placeOf), ...filled.flatMap(({ fills }) => fills.map(({ slot }) => slot)), ...read];
      const slots = new Map<Place, string>([...places.map((place) => [place, place] as const), ...fed]);
      const { values, diagnostics: found } = exampleValues(operation, spec, [...slots.keys(), ...own.keys()]);
      if (!values) return leftOut(operation, spec, found[0]);
      const base = options.base ?? (operation.basePaths ?? spec.api.basePaths)[0] ?? '';
      const written = writeStep(operation, values, slots, { base, credentials: options.keys.of(operation), own });
      const valueOf = (place: Place): Expression => {
        if (!own.has(place)) return { from: 'slot', slot: slots.get(place) ?? place };
        const [, name] = /^\$\{([^}]+)\}$/.exec(String(own.get(place))) ?? [];
        return name === undefined ? { from: 'value', value: own.get(place) } : { from: 'slot', slot: name.trim() };
      };
      return {
        ...written, name: spec.nameOf(operation), headers: { ...written.headers, ...options.headers }, needs: filled, captures: [], expect: options.expect, operation: operation.pointer,
        yields: yields.map((one) => ({ ...one, values: one.values.map((value) => (value.from === 'slot' ? valueOf(value.slot) : value)) })),
      };
    },
  };
}

/** Parameters and properties of an operation that a column is named like. */
function placesNamed(column: string, { parameters }: Operation, values: StepValues | undefined): Place[] {
  const body = isRecord(values?.body?.value) ? Object.keys(values.body.value) : [];
  return [...parameters.filter(({ name }) => sameName(name, column)).map(placeOf), ...body.filter((name) => sameName(name, column)).map((name) => `body.${name}`)];
}

/** What cannot be driven: a reply that does not end never brings the next request. */
function skipped(operation: Operation, spec: Spec): Diagnostic | undefined {
  const contents = operation.responses.filter(({ status }) => status.startsWith('2')).flatMap(({ content }) => content);
  const endless = contents.length > 0 && contents.every(({ mediaType }) => mediaKind(mediaType) === 'stream' && mediaType.startsWith('text/event-stream'));
  return endless ? { ...leftOut(operation, spec, undefined), message: `${spec.nameOf(operation)} is left out: its reply is a stream of events, which has no end` } : undefined;
}

function leftOut(operation: Operation, spec: Spec, reason: Diagnostic | undefined): Diagnostic {
  const position = reason?.position ?? operation.origin?.position();
  return {
    code: 'BACKEND_LOAD_OPERATION_LEFT_OUT', severity: 'warning',
    message: `${spec.nameOf(operation)} is left out: ${reason?.message ?? 'no request could be built for it'}`,
    help: 'Give its parameters and its body examples that are valid, or drive it by a --scenario',
    ...(position && { position }),
  };
}
