import { startValidationPipe } from '../nest/validation-pipe.mjs';

await startValidationPipe({});
