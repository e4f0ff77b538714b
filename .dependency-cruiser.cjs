/**
 * The dependency rule (CONTRIBUTING.md, "How the house is laid out"): stages stand in a row and a
 * stage imports only to its left. `model/` holds the frozen types that all stages exchange, so
 * `import type` from it is free; its functions are not.
 */
const LIB = '^generators/lib';
const STAGES = ['openapi', 'model', 'names', '(emit|validation|types|examples)', '(frameworks|merge)', '[a-z-]+\\.ts$'];
const SPEC = '\\.spec\\.ts$|/testing/';

/** Migrations: from a session, over what a database holds and what is to be said of it, to the commands. */
const EXECUTORS = '^executors/lib';
const MIGRATION_STAGES = ['postgres', 'catalog', 'report', 'rules', '(advice|diff|observe|nplusone)', 'typeorm', 'sources', '(write|run)', '(analyze|generate)'];

const inward = (lib, stages) => stages.flatMap((stage, index) => {
  const right = stages.slice(index + 1);
  if (right.length === 0) return [];
  const others = `${lib}/(${right.map((s) => (s.startsWith('[') ? s : `${s}/`)).join('|')})`;
  return [{
    name: `stage-${stage.replace(/[()]/g, '').replace(/\|/g, '-')}-imports-only-to-its-left`,
    comment: stages.map((s) => s.replace(/[()]/g, '').replace(/\|/g, ', ')).join(' → '),
    severity: 'error',
    from: { path: `${lib}/${stage}/`, pathNot: SPEC },
    to: { path: others, dependencyTypesNot: ['type-only'] },
  }];
});

const framework = (name) => ({
  name: `${name}-knows-no-other-framework`,
  comment: 'Frameworks never import each other.',
  severity: 'error',
  from: { path: `${LIB}/frameworks/(runtime/)?${name}[/.-]`, pathNot: SPEC },
  to: { path: `${LIB}/frameworks/(runtime/)?(?!${name})(express|fastify|koa|nest)[/.-]` },
});

module.exports = {
  forbidden: [
    ...inward(LIB, STAGES),
    ...inward(EXECUTORS, MIGRATION_STAGES),
    {
      name: 'load-tests-know-no-database',
      comment: 'Load tests and migrations share the report and the redaction of secrets, nothing else.',
      severity: 'error',
      from: { path: `${EXECUTORS}/load/`, pathNot: SPEC },
      to: { path: `${EXECUTORS}/(?!load/|report/|postgres/redact-connection)` },
    },
    {
      name: 'migrations-know-no-load-tests',
      severity: 'error',
      from: { path: `${EXECUTORS}/(?!load/)`, pathNot: SPEC },
      to: { path: `${EXECUTORS}/load/` },
    },
    {
      name: 'load-tests-read-documents-in-one-place',
      comment: 'Of the generator, load tests use diagnostics and code everywhere; its stages only where a document or a scenario is read, or attacked.',
      severity: 'error',
      from: { path: `${EXECUTORS}/load/`, pathNot: `${EXECUTORS}/load/(spec|scenario|attack)/|${SPEC}` },
      to: { path: `${LIB}/(?!diagnostics/|code/|package-version)`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'load-tests-use-no-emitter',
      comment: 'Stages up to validation and examples; how a server checks a reply is the one thing of the frameworks’ runtime.',
      severity: 'error',
      from: { path: `${EXECUTORS}/load/(spec|scenario|attack)/`, pathNot: SPEC },
      to: { path: `${LIB}/(?!diagnostics/|code/|openapi/|model/|names/|types/|validation/|examples/|move-diagnostic|frameworks/runtime/(check-reply|failure)\\.ts)`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'databases-are-read-in-one-place',
      comment: 'Of the generator, only --fromDb reads databases: catalogs by the executors’ sources, nothing else of theirs.',
      severity: 'error',
      from: { path: `${LIB}/`, pathNot: `${LIB}/reverse/database/read/|${SPEC}` },
      to: { path: `${EXECUTORS}/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'databases-are-read-by-sources',
      severity: 'error',
      from: { path: `${LIB}/reverse/database/read/`, pathNot: SPEC },
      to: { path: `${EXECUTORS}/(?!sources/read-source|catalog/|postgres/redact-connection)`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'entities-stand-alone',
      comment: 'The runtime of queries is copied into users’ projects: TypeORM and each other.',
      severity: 'error',
      from: { path: `${LIB}/reverse/database/runtime/`, pathNot: SPEC },
      to: { pathNot: [`${LIB}/reverse/database/runtime/`, '(^|node_modules/)typeorm/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'users-stand-alone',
      comment: 'What a virtual user does is also the text of other engines’ scripts: it imports types alone.',
      severity: 'error',
      from: { path: `${EXECUTORS}/load/drive/virtual-user\\.ts$` },
      to: { path: '.', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'differ-stands-alone',
      comment: 'Comparing documents needs documents, nothing else.',
      severity: 'error',
      from: { path: `${LIB}/openapi-diff/`, pathNot: SPEC },
      to: { path: '.', pathNot: `${LIB}/openapi-diff/` },
    },
    {
      name: 'source-is-read-without-documents',
      comment: 'reverse/source says what code serves; keeping and comparing documents comes after it.',
      severity: 'error',
      from: { path: `${LIB}/reverse/source/`, pathNot: SPEC },
      to: { path: `${LIB}/(openapi-diff|reverse/(document|generated))/` },
    },
    {
      name: 'the-way-there-knows-no-way-back',
      severity: 'error',
      from: { path: `${LIB}/(code|diagnostics|openapi|model|names|emit|validation|types|examples|frameworks|merge)/`, pathNot: SPEC },
      to: { path: `${LIB}/(reverse|openapi-diff)/` },
    },
    ...['express', 'fastify', 'koa', 'nest'].map(framework),
    {
      name: 'leaves-import-nothing',
      comment: 'code and diagnostics are leaves.',
      severity: 'error',
      from: { path: `${LIB}/(code|diagnostics)/`, pathNot: SPEC },
      to: { path: '^(generators|executors|schematics|index)', pathNot: `${LIB}/$1/` },
    },
    {
      name: 'frameworks-read-no-document',
      comment: 'Frameworks start from the model, never from the OpenAPI document.',
      severity: 'error',
      from: { path: `${LIB}/frameworks/`, pathNot: SPEC },
      to: { path: `${LIB}/openapi/` },
    },
    {
      name: 'source-is-read-by-itself',
      comment: 'Reading routes out of source needs the compiler and diagnostics, no stage of writing them.',
      severity: 'error',
      from: { path: `${LIB}/reverse/source/`, pathNot: SPEC },
      to: { path: '^(generators|executors|schematics)/', pathNot: `${LIB}/(reverse/source|diagnostics)/` },
    },
    {
      name: 'core-knows-no-adapter',
      comment: 'generators/lib and executors/lib run without Nx and Nest; only inference is made for Nx.',
      severity: 'error',
      // The runtime for Nest is copied into users' projects, where Nest is its framework.
      from: { path: '^(generators|executors)/lib/', pathNot: `${LIB}/inference/|${LIB}/frameworks/runtime/nest|${SPEC}` },
      to: { path: '(^|node_modules/)(@nx|nx|@angular-devkit|@nestjs)/' },
    },
    {
      name: 'core-imports-no-adapter-code',
      comment: 'Adapters import the core, never the reverse.',
      severity: 'error',
      from: { path: '^(generators|executors)/lib/', pathNot: SPEC },
      to: { path: '^(index\\.ts|(generators|executors|schematics)/(?!lib/))' },
    },
    {
      name: 'schematics-know-no-nx',
      severity: 'error',
      from: { path: '^schematics/', pathNot: SPEC },
      to: { path: '(^|node_modules/)(@nx|nx)/' },
    },
    {
      name: 'runtime-stands-alone',
      comment: 'Copied into users’ projects: node builtins, the framework (Nest’s own packages, whatever it runs on), @fastify/busboy, class-validator’s packages and each other.',
      severity: 'error',
      from: { path: `${LIB}/(validation|frameworks)/runtime/`, pathNot: SPEC },
      to: {
        pathNot: [
          `${LIB}/(validation|frameworks)/runtime/`,
          '(^|node_modules/)(express|fastify|koa|@koa/router|@nestjs/(common|core|swagger)|rxjs|@fastify/busboy|class-validator|class-transformer|reflect-metadata|@types/(express|koa|koa__router|node|express-serve-static-core))(/|$)',
        ],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'no-circles-between-stages',
      comment: 'Within a stage, files may need each other: recursive objects are parsed by recursive functions.',
      severity: 'error',
      from: { path: `${LIB}/([^/]+)/`, pathNot: SPEC },
      to: { circular: true, via: { pathNot: `${LIB}/$1/`, dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'ships-what-it-imports',
      comment: 'What published code imports is a dependency or a peer of the package.',
      severity: 'error',
      from: { path: '^(index\\.ts|generators|executors|schematics)', pathNot: `${SPEC}|/runtime/` },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'unknown'], dependencyTypesNot: ['type-only', 'npm', 'npm-peer'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|tmp|e2e/cases)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'] },
  },
};
