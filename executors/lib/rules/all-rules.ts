import type { Rule } from './lint/rule';
import { rule as addingExclusionConstraint } from './adding-exclusion-constraint';
import { rule as addingFieldWithDefault } from './adding-field-with-default';
import { rule as addingForeignKeyConstraint } from './adding-foreign-key-constraint';
import { rule as addingNotNullableField } from './adding-not-nullable-field';
import { rule as addingRequiredField } from './adding-required-field';
import { rule as addingSerialPrimaryKeyField } from './adding-serial-primary-key-field';
import { rule as attachingPartitionWithoutCheck } from './attaching-partition-without-check';
import { rule as banAlterDomainWithAddConstraint } from './ban-alter-domain-with-add-constraint';
import { rule as banCharField } from './ban-char-field';
import { rule as banConcurrentIndexCreationInTransaction } from './ban-concurrent-index-creation-in-transaction';
import { rule as banCreateDomainWithConstraint } from './ban-create-domain-with-constraint';
import { rule as banDropColumn } from './ban-drop-column';
import { rule as banDropDatabase } from './ban-drop-database';
import { rule as banDropNotNull } from './ban-drop-not-null';
import { rule as banDropTable } from './ban-drop-table';
import { rule as banDuplicateColumnAssignments } from './ban-duplicate-column-assignments';
import { rule as banTruncateCascade } from './ban-truncate-cascade';
import { rule as banUncommittedTransaction } from './ban-uncommitted-transaction';
import { rule as buildingIndex } from './building-index';
import { rule as changingColumnType } from './changing-column-type';
import { rule as changingPrivileges } from './changing-privileges';
import { rule as changingReplicaIdentity } from './changing-replica-identity';
import { rule as changingRowSecurity } from './changing-row-security';
import { rule as combineAlterTable } from './combine-alter-table';
import { rule as constraintMissingNotValid } from './constraint-missing-not-valid';
import { rule as creatingEnum } from './creating-enum';
import { rule as deletingData } from './deleting-data';
import { rule as disallowedUniqueConstraint } from './disallowed-unique-constraint';
import { rule as droppingIndex } from './dropping-index';
import { rule as foreignKeyWithoutIndex } from './foreign-key-without-index';
import { rule as identifierTooLong } from './identifier-too-long';
import { rule as preferBigintOverInt } from './prefer-bigint-over-int';
import { rule as preferBigintOverSmallint } from './prefer-bigint-over-smallint';
import { rule as preferIdentity } from './prefer-identity';
import { rule as preferJsonb } from './prefer-jsonb';
import { rule as preferRepack } from './prefer-repack';
import { rule as preferRobustStmts } from './prefer-robust-stmts';
import { rule as preferTextField } from './prefer-text-field';
import { rule as preferTimestampTz } from './prefer-timestamp-tz';
import { rule as primaryKeyOverNullableColumns } from './primary-key-over-nullable-columns';
import { rule as renamingColumn } from './renaming-column';
import { rule as renamingTable } from './renaming-table';
import { rule as requireConcurrentIndexCreation } from './require-concurrent-index-creation';
import { rule as requireConcurrentIndexDeletion } from './require-concurrent-index-deletion';
import { rule as requireConcurrentPartitionDetach } from './require-concurrent-partition-detach';
import { rule as requireConcurrentRefresh } from './require-concurrent-refresh';
import { rule as requireConcurrentReindex } from './require-concurrent-reindex';
import { rule as requireEnumValueOrdering } from './require-enum-value-ordering';
import { rule as requireLockTimeout } from './require-lock-timeout';
import { rule as requireStatementTimeout } from './require-statement-timeout';
import { rule as requireTableSchema } from './require-table-schema';
import { rule as rewritingTable } from './rewriting-table';
import { rule as rewritingWhileHoldingLock } from './rewriting-while-holding-lock';
import { rule as runningAnalyze } from './running-analyze';
import { rule as setLocalOutsideTransaction } from './set-local-outside-transaction';
import { rule as statementWhileHoldingAccessExclusive } from './statement-while-holding-access-exclusive';
import { rule as transactionNesting } from './transaction-nesting';
import { rule as untrackedDependencies } from './untracked-dependencies';
import { rule as upgradingExtension } from './upgrading-extension';

/** Every rule over statements, by id. */
export const RULES: readonly Rule[] = [
  addingExclusionConstraint, addingFieldWithDefault, addingForeignKeyConstraint, addingNotNullableField, addingRequiredField,
  addingSerialPrimaryKeyField, attachingPartitionWithoutCheck, banAlterDomainWithAddConstraint, banCharField,
  banConcurrentIndexCreationInTransaction, banCreateDomainWithConstraint, banDropColumn, banDropDatabase, banDropNotNull, banDropTable,
  banDuplicateColumnAssignments, banTruncateCascade, banUncommittedTransaction, buildingIndex, changingColumnType, changingPrivileges,
  changingReplicaIdentity, changingRowSecurity, combineAlterTable, constraintMissingNotValid, creatingEnum, deletingData,
  disallowedUniqueConstraint, droppingIndex, foreignKeyWithoutIndex, identifierTooLong, preferBigintOverInt, preferBigintOverSmallint,
  preferIdentity, preferJsonb, preferRepack, preferRobustStmts, preferTextField, preferTimestampTz, primaryKeyOverNullableColumns,
  renamingColumn, renamingTable, requireConcurrentIndexCreation, requireConcurrentIndexDeletion, requireConcurrentPartitionDetach,
  requireConcurrentRefresh, requireConcurrentReindex, requireEnumValueOrdering, requireLockTimeout, requireStatementTimeout,
  requireTableSchema, rewritingTable, rewritingWhileHoldingLock, runningAnalyze, setLocalOutsideTransaction,
  statementWhileHoldingAccessExclusive, transactionNesting, untrackedDependencies, upgradingExtension,
];
