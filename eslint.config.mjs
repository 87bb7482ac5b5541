import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist/**', '.tap/**', 'node_modules/**', '**/*.mjs', '**/*.d.mts'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['test/**'],
    // tap waits for its sub-tests by itself.
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
)
