import { ANALYZE_CODES } from './codes/analyze';
import { DATA_SOURCE_CODES } from './codes/data-source';
import { DRIVE_CODES } from './codes/drive';
import { FROM_DB_CODES } from './codes/from-db';
import { LOAD_CODES } from './codes/load';
import { OPENAPI_CODES } from './codes/openapi';
import { RECOVER_CODES } from './codes/recover';
import { ROUTES_CODES } from './codes/routes';
import { RUN_CODES } from './codes/run';
import { SCHEMA_CODES } from './codes/schema';
import { SECURITY_CODES } from './codes/security';
import { SPEC_CODES } from './codes/spec';

/** Every code this package reports, by area; codes are never reused for another meaning. */
export const DIAGNOSTIC_CODES = { ...OPENAPI_CODES, ...SCHEMA_CODES, ...ROUTES_CODES, ...DATA_SOURCE_CODES, ...RUN_CODES, ...LOAD_CODES, ...DRIVE_CODES, ...ANALYZE_CODES, ...RECOVER_CODES, ...SPEC_CODES, ...FROM_DB_CODES, ...SECURITY_CODES };

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;
