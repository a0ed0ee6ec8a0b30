import tseslint from 'typescript-eslint';

const longTables = ['flows/**', 'test/**', 'prisma/seed/**', 'src/adapters/database/*-sql.ts'];

/** House style that a machine can check; docs/decisions/0001 says why. */
export default tseslint.config(
  { ignores: ['**/node_modules/**', 'src/adapters/database/generated/**', 'data/**', 'test/bench/peers/**', 'src/web/phone/public/**'] },
  tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } }],
      'no-console': 'error',
      eqeqeq: 'error',
      'prefer-const': 'error',
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['src/**/*.ts', 'flows/**/*.ts'], ignores: ['src/config.ts', 'src/main.ts', 'src/commands/**'], rules: { 'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Only src/config.ts reads the environment.' }] } },
  { files: ['src/core/**/*.ts', 'flows/**/*.ts'], rules: { 'no-restricted-globals': ['error', 'Date', 'setTimeout', 'setInterval', 'fetch', 'process'] } },
  { files: longTables, rules: { 'max-lines-per-function': 'off' } },
  { files: ['src/services/run-turn.ts', 'src/services/receive-messages.ts', 'src/core/engine/engine.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['test/**/*.ts'], rules: { 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
);
