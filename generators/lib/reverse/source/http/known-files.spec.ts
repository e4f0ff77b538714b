import { operations, recover } from '../testing/recovered';

const FILES = {
  'main.ts': "import express from 'express';\nimport { registerRoutes } from './routes';\nconst app = express();\nregisterRoutes(app);\napp.get('/health', (_req, res) => { res.json({ ok: true }); });\n",
  'routes.ts': "export function registerRoutes(app: any) { app.get('/orders', (_req: any, res: any) => { res.json([]); }); }\n",
};

// Generated code is long, and its document says all of it.
it('does not follow functions of files that are known, and reads what stands after them', () => {
  expect(Object.keys(operations(recover(FILES)))).toEqual(['GET /orders', 'GET /health']);
  expect(Object.keys(operations(recover(FILES, 'routes.ts')))).toEqual(['GET /health']);
});
