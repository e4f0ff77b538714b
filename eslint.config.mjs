import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'tmp/', 'node_modules/', 'bench/node_modules/', 'bench/out/', 'e2e/cases/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'off' } },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
      // Heavy parts are loaded when a command needs them, so that `--help` loads none.
      '@typescript-eslint/no-require-imports': 'off',
      'no-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
      // Control characters in patterns are what much of this code is about.
      'no-control-regex': 'off',
    },
  },
  {
    // Copied into users' projects, where values of any shape are checked.
    files: ['generators/lib/validation/runtime/**/*.ts', 'generators/lib/frameworks/runtime/**/*.ts', '**/*.spec.ts', 'e2e/**/*.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    // Users compile these under verbatimModuleSyntax and type stripping.
    files: ['generators/lib/validation/runtime/**/*.ts', 'generators/lib/frameworks/runtime/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**'],
    rules: { '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }], '@typescript-eslint/no-require-imports': 'error' },
  },
  { files: ['**/*.spec.ts', 'e2e/**/*.ts'], rules: { 'no-new-func': 'off' } },
);
