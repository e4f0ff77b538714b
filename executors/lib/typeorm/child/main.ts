import type { DataSourceReply, DataSourceRequest } from '../protocol';
import { perform } from './perform';

/** Entry of the child process: one request, one answer, the end. */
process.once('message', (request: DataSourceRequest) => {
  const reply = (answer: DataSourceReply): void => void process.send!(answer, () => process.exit(0));
  void perform(request).then(reply);
});
