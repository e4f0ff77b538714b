import { advice as charColumn } from './char-column';
import { advice as constraintNotValidated } from './constraint-not-validated';
import { advice as definerSearchPath } from './definer-search-path';
import { advice as duplicateIndex } from './duplicate-index';
import { advice as foreignKeyTypeMismatch } from './foreign-key-type-mismatch';
import { advice as foreignKeyWithoutIndex } from './foreign-key-without-index';
import { advice as inexactAmount } from './inexact-amount';
import { advice as invalidIndex } from './invalid-index';
import { advice as jsonColumn } from './json-column';
import { advice as keyNearItsEnd } from './key-near-its-end';
import { advice as moneyColumn } from './money-column';
import { advice as narrowKey } from './narrow-key';
import { advice as nullableUniqueColumn } from './nullable-unique-column';
import { advice as policyWithoutRowSecurity } from './policy-without-row-security';
import { advice as redundantIndex } from './redundant-index';
import { advice as rewriteRule } from './rewrite-rule';
import { advice as sequenceNarrowerThanColumn } from './sequence-narrower-than-column';
import { advice as serialColumn } from './serial-column';
import { advice as tableInheritance } from './table-inheritance';
import { advice as tableWithoutPrimaryKey } from './table-without-primary-key';
import { advice as timeWithTimeZone } from './time-with-time-zone';
import { advice as timestampWithoutTimeZone } from './timestamp-without-time-zone';
import { advice as unusedIndex } from './unused-index';
import { advice as uuidAsText } from './uuid-as-text';
import type { Advice } from './shared/advice';

/** Every check of a schema. */
export const ADVICE: readonly Advice[] = [
  charColumn,
  constraintNotValidated,
  definerSearchPath,
  duplicateIndex,
  foreignKeyTypeMismatch,
  foreignKeyWithoutIndex,
  inexactAmount,
  invalidIndex,
  jsonColumn,
  keyNearItsEnd,
  moneyColumn,
  narrowKey,
  nullableUniqueColumn,
  policyWithoutRowSecurity,
  redundantIndex,
  rewriteRule,
  sequenceNarrowerThanColumn,
  serialColumn,
  tableInheritance,
  tableWithoutPrimaryKey,
  timeWithTimeZone,
  timestampWithoutTimeZone,
  unusedIndex,
  uuidAsText,
];
