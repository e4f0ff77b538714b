import type { Operation } from '../assemble/api-document';
import type { Recorder } from '../http/recorder';

export function nestOperations(_recorder: Recorder): Operation[] {
  return [];
}
