import type { TargetConfiguration } from '@nx/devkit';
import { readsOutside } from './live-run';
import type { MigrationCommand } from './plugin-options';
import { LIVE_RUN, migrationExecutor } from './plugin-options';

/**
 * The `migrate-analyze` target: cached by everything that decides on entities, migrations and hints.
 * @param recorded options that the project's own target of this name adds
 */
export function migrateAnalyzeTarget(dataSource: string, project: string, targetName: string, recorded: Readonly<Record<string, unknown>>): TargetConfiguration {
  return {
    executor: migrationExecutor('analyze'),
    options: { dataSource },
    cache: !readsOutside(recorded),
    inputs: [
      `{workspaceRoot}/${dataSource}`, ...SOURCES, '^default', ...CONFIGURATION,
      // A live database is no file: each run that reads one is a run of its own.
      { env: LIVE_RUN },
    ],
    outputs: [`{workspaceRoot}/reports/{projectName}/${targetName}`],
    metadata: metadata('Compare entities with migrations, judge what runs next, advise on the schema', project, targetName, { failOn: 'warning' }),
  };
}

const DESCRIPTIONS: Readonly<Record<Exclude<MigrationCommand, 'analyze'>, readonly [text: string, example: Readonly<Record<string, unknown>>]>> = {
  generate: ['Write the difference between migrations and entities as a migration with its way back', { name: 'add-full-name' }],
  run: ['Run pending migrations, or try them (--dryRun)', { dryRun: true }],
  revert: ['Roll the latest migration back', { dryRun: true }],
};

/** A target that changes files or databases, and so is never cached. */
export function migrationTarget(command: Exclude<MigrationCommand, 'analyze'>, dataSource: string, project: string, targetName: string): TargetConfiguration {
  const [description, example] = DESCRIPTIONS[command];
  return { executor: migrationExecutor(command), options: { dataSource }, cache: false, metadata: metadata(description, project, targetName, example) };
}

/** Entities, migrations and the code that queries them stand anywhere in the project; tests say nothing here. */
const SOURCES = ['{projectRoot}/**/*.{ts,mts,cts,tsx,js,mjs,cjs,sql,json}', '!{projectRoot}/**/*.{spec,test}.*', '!{projectRoot}/**/__tests__/**/*'];

/** What decides how they are loaded, and with which TypeORM. */
const CONFIGURATION = ['{workspaceRoot}/package.json', '{workspaceRoot}/{package-lock.json,npm-shrinkwrap.json,yarn.lock,pnpm-lock.yaml,bun.lock}', '{workspaceRoot}/tsconfig*.json'];

function metadata(description: string, project: string, targetName: string, example: Readonly<Record<string, unknown>>): NonNullable<TargetConfiguration['metadata']> {
  return { description, technologies: ['typeorm'], help: { command: `npx nx run ${project}:${targetName} --help`, example: { options: { ...example } } } };
}
