import { startBackend } from '../nest/backend.mjs';

await startBackend('class-validator', false);
