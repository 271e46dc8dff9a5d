// Lint, and the house rules: a room imports only from the rooms below it, and the core knows no browser and no Node.

import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

/** Rooms from the ground up; see ARCHITECTURE.md. */
const ROOMS = [
  'catalog',
  'fs',
  'kernel',
  'shell',
  'programs',
  'runtimes',
  'servers',
  'api',
  'engine',
  'why',
  'cli',
  'compose',
  'lab',
  'scenarios',
  'backend',
  'headless',
  'embed',
  'ui',
];
/** Imports that go up (decisions/0004): the catalog's images are trees, and records of the engine. */
const ALLOWED = { catalog: ['fs', 'kernel', 'engine'] };
/** Rooms below that are closed all the same: the engine is given its programs. */
const CLOSED = { engine: ['programs', 'runtimes', 'servers'], cli: ['engine'], compose: ['engine'], why: ['engine'] };
const CORE = ROOMS.slice(0, ROOMS.indexOf('backend'));

const boundaries = ROOMS.map((room, i) => {
  const above = [...ROOMS.slice(i + 1).filter((r) => !(ALLOWED[room] ?? []).includes(r)), ...(CLOSED[room] ?? [])];
  const patterns = above.map((r) => ({
    group: [`**/${r}/**`],
    message: `${room}/ may not import from ${r}/, see ARCHITECTURE.md.`,
  }));
  if (CORE.includes(room))
    patterns.push({
      group: ['node:*', 'svelte', 'svelte/*', 'd3-*', '@codemirror/*', 'playwright*'],
      message: 'The core runs without DOM, Node, Svelte and D3.',
    });
  return {
    files: [`src/${room}/**/*.ts`, `src/${room}/**/*.svelte`],
    ignores: ['**/*.test.ts', '**/testing.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
});

/** The page knows a lab by its port alone; what is pure data or a format may be read by both. */
const port = {
  files: ['src/ui/**/*.ts', 'src/ui/**/*.svelte'],
  ignores: ['**/*.test.ts', 'src/ui/home/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: '/(engine|fs|shell|programs|runtimes|servers|catalog|cli|compose)/',
            message: 'The page knows a lab by lab/port.ts alone, see ARCHITECTURE.md.',
          },
          {
            regex: '/kernel/(?!gpucount\\.ts)',
            message: 'The page knows a lab by lab/port.ts alone, see ARCHITECTURE.md.',
          },
          {
            regex: '/lab/(?!(port|shown|scenediff|limits|codec|share)\\.ts)',
            message: 'The page knows a lab by lab/port.ts alone, see ARCHITECTURE.md.',
          },
          { regex: '/why/(?!reason\\.ts)', message: 'Explanations are asked for over the port.' },
          { regex: '/scenarios/(?!format\\.ts)', message: 'Goals are told over the port.' },
        ],
      },
    ],
  },
};

const purity = {
  files: CORE.map((r) => `src/${r}/**/*.ts`),
  ignores: ['**/*.test.ts', '**/testing.ts'],
  rules: {
    'no-restricted-globals': [
      'error',
      'window',
      'document',
      'process',
      'setTimeout',
      'setInterval',
      'requestAnimationFrame',
      'fetch',
      'performance',
      'localStorage',
      'Buffer',
      'Promise',
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Math', property: 'random', message: 'Randomness comes from the kernel.' },
      { object: 'Date', property: 'now', message: 'Time comes from the kernel.' },
    ],
    'no-restricted-syntax': [
      'error',
      { selector: 'AwaitExpression', message: 'The core has no promises.' },
      { selector: 'ImportExpression', message: 'The core does not load code.' },
    ],
  },
};

export default [
  { ignores: ['dist/**', 'node_modules/**', 'tests/conformance/files/**', 'scenarios/**'] },
  ...tseslint.configs.recommended,
  ...svelte.configs['flat/recommended'],
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: tseslint.parser } } },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-this-alias': 'off',
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-control-regex': 'off',
      'require-yield': 'off',
      'no-empty': ['error', { allowEmptyCatch: true }],
      'no-cond-assign': 'off',
      'no-undef': 'off',
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/prefer-svelte-reactivity': 'off',
      'svelte/require-each-key': 'error',
      '@typescript-eslint/no-unused-expressions': 'off',
      'no-useless-escape': 'off',
      'preserve-caught-error': 'off',
      'no-useless-assignment': 'off',
    },
  },
  ...boundaries,
  port,
  purity,
];
