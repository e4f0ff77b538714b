import { startBackend } from '../nest/backend.mjs';

await startBackend('compiled', false);
