/**
 * Unit tests run from source; end-to-end tests (e2e/) run the packed tarball or generated output.
 * The `node_modules/.bin/node` that npm scripts put first is the pinned one.
 */
const swc = ['@swc/jest', {
  jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022', transform: { legacyDecorator: true, decoratorMetadata: true } },
  module: { type: 'commonjs' },
}];

module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{generators,executors,schematics,tools,docs,e2e}/**/*.spec.ts'],
  // Anchored: the clone itself may lie below a folder named tmp.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/tmp/', '<rootDir>/e2e/cases/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/tmp/', '<rootDir>/e2e/cases/', '<rootDir>/examples/', '<rootDir>/bench/'],
  transform: { '^.+\\.ts$': swc },
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
};
