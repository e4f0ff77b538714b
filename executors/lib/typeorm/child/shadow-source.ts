import type { Scratch } from './scratch';
import { likeDataSource, type UserDataSource } from './typeorm-types';

/** Options that say where the user's database is, and what would act on it or on its results. */
const NOT_OURS = [
  'url', 'host', 'port', 'username', 'password', 'database', 'ssl', 'replication', 'extra', 'poolSize', 'cache', 'logger', 'logging', 'subscribers',
  'synchronize', 'dropSchema', 'migrationsRun', 'driver', 'nativeDriver', 'applicationName', 'logNotifications', 'poolErrorHandler', 'connectTimeoutMS',
  'socketPath', 'connectorPackage', 'acquireTimeout', 'insecureAuth', 'maxQueryExecutionTime',
];

/** The user's data source with the scratch database in place of its own. */
export function shadowSource(source: UserDataSource, scratch: Pick<Scratch, 'options'>, listen: (query: string) => void): UserDataSource {
  const kept = Object.fromEntries(Object.entries(source.options).filter(([name]) => !NOT_OURS.includes(name)));
  const silent = (): void => undefined;
  return likeDataSource(source, {
    ...kept, ...scratch.options,
    synchronize: false, migrationsRun: false, dropSchema: false,
    logging: true,
    logger: { logQuery: listen, logQueryError: silent, logQuerySlow: silent, logSchemaBuild: silent, logMigration: silent, log: silent },
  });
}
