import type { ReplyContract } from '../drive/contract';
import type { DrivePlan } from '../drive/drive-plan';

/** The document's promises, compiled; loaded where a plan has a document, in each thread for itself. */
export async function loadContract({ contract }: DrivePlan): Promise<ReplyContract | undefined> {
  if (!contract) return undefined;
  const { openSpec } = require('./open-spec') as typeof import('./open-spec');
  const { replyContract } = require('./reply-contract') as typeof import('./reply-contract');
  const { value: spec } = await openSpec(contract.file);
  return spec && replyContract(spec);
}
