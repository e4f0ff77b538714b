import type { ScriptKind } from '../../scripts/group-units';

/** Statements that change no schema and cause no implicit commit (manual, "Statements That Cause an Implicit Commit"). */
const PLAIN = /^(?:select|insert|update|delete|replace|with|values|table|do|savepoint|release|explain|describe|desc|show|load\s+data|\()/i;

/** How a statement stands to transactions. All that is not known to be harmless commits by itself. */
export function classifyMysql(statement: string): ScriptKind {
  const text = statement.replace(/^\/\*M?!\d*\s*/, '').trimStart();
  if (/^(?:start\s+transaction\b|begin(?:\s+work)?\s*;?$)/i.test(text)) return 'begin';
  if (/^commit\b/i.test(text)) return /\bchain\b/i.test(text) ? 'refused' : 'commit';
  if (/^rollback\b/i.test(text)) return /^rollback\s+(?:work\s+)?to\b/i.test(text) ? 'plain' : 'rollback';
  // They would end the transaction or the named lock, or lock the journal out.
  if (/^(?:xa|lock\s+tables?|unlock\s+tables?|handler)\b/i.test(text)) return 'refused';
  if (/^(?:use|create\s+temporary|drop\s+temporary|prepare|deallocate)\b/i.test(text)) return 'session';
  if (/^set\b/i.test(text)) return /^set\s+(?:password|default\s+role|global|persist)\b|^set\s+@@(?:global|persist)/i.test(text) ? 'outside' : 'session';
  return PLAIN.test(text) ? 'plain' : 'outside';
}
