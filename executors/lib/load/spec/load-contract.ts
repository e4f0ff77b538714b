import type { ReplyContract } from '../drive/contract';
import type { DrivePlan } from '../drive/drive-plan';
import type { Spec } from './open-spec';

/** One document's promises are compiled once in a thread, however many slices a comparison has. */
const known = new Map<string, Promise<ReplyContract | undefined>>();

/** Keeps what was read already for the run that follows; what a run before it kept is of an older file. */
export function keepContract(spec: Spec): void {
  known.set(spec.file, Promise.resolve(compiled(spec)));
}

/** The document's promises, with what a plan will need compiled before the clock runs; loaded where a plan has a document. */
export async function loadContract({ contract, steps }: DrivePlan): Promise<ReplyContract | undefined> {
  if (!contract) return undefined;
  if (!known.has(contract.file)) known.set(contract.file, open(contract.file));
  const loaded = await known.get(contract.file)!;
  loaded?.prepare(steps.flatMap(({ operation }) => operation ?? []));
  return loaded;
}

async function open(file: string): Promise<ReplyContract | undefined> {
  const { openSpec } = require('./open-spec') as typeof import('./open-spec');
  const { value } = await openSpec(file);
  return value && compiled(value);
}

function compiled(spec: Spec): ReplyContract {
  const { replyContract } = require('./reply-contract') as typeof import('./reply-contract');
  return replyContract(spec);
}
