/**
 * The dependency rule (CONTRIBUTING.md, "How the house is laid out"): stages stand in a row and a
 * stage imports only to its left. `model/` holds the frozen types that all stages exchange, so
 * `import type` from it is free; its functions are not.
 */
const LIB = '^generators/lib';
const STAGES = ['openapi', 'model', 'names', '(emit|validation|types|examples)', '(frameworks|merge)', '[a-z-]+\\.ts$'];
const SPEC = '\\.spec\\.ts$|/testing/';

const inward = STAGES.flatMap((stage, index) => {
  const right = STAGES.slice(index + 1);
  if (right.length === 0) return [];
  const others = `${LIB}/(${right.map((s) => (s.startsWith('[') ? s : `${s}/`)).join('|')})`;
  return [{
    name: `stage-${stage.replace(/[()]/g, '').replace(/\|/g, '-')}-imports-only-to-its-left`,
    comment: 'openapi → model → names → emit, validation, types, examples → frameworks, merge → generate',
    severity: 'error',
    from: { path: `${LIB}/${stage}/`, pathNot: SPEC },
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
    ...inward,
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
      name: 'core-knows-no-adapter',
      comment: 'generators/lib and executors/lib run without Nx and Nest; only inference is made for Nx.',
      severity: 'error',
      from: { path: '^(generators|executors)/lib/', pathNot: `${LIB}/inference/|${SPEC}` },
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
      comment: 'Copied into users’ projects: node builtins, the framework, @fastify/busboy, class-validator’s packages and each other.',
      severity: 'error',
      from: { path: `${LIB}/(validation|frameworks)/runtime/`, pathNot: SPEC },
      to: {
        pathNot: [
          `${LIB}/(validation|frameworks)/runtime/`,
          '(^|node_modules/)(express|fastify|koa|@koa/router|@fastify/busboy|class-validator|class-transformer|reflect-metadata|@types/(express|koa|koa__router|node|express-serve-static-core))(/|$)',
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
