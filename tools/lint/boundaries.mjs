import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

// Without a cached project graph the rule is skipped with a mere warning, and an old graph knows old tags: make it now.
await createProjectGraphAsync({ exitOnError: true });

const drivers = ['mongoose', 'mongodb', 'kafkajs', 'node:sqlite', '@photostructure/sqlite'];
const frameworks = ['@nestjs/*', 'fastify', 'rxjs', 'passport', ...drivers];
const contexts = ['team-organisation', 'field-activity', 'progress'];
const adapters = ['sqlite', 'mongo', 'kafka', 'in-process'].map((adapter) => `@tung-nha/*/${adapter}`);

/** What each layer may depend on; a project's `layer:` tag is in its package.json. */
const layers = {
  kernel: { may: ['kernel'], never: frameworks },
  events: { may: ['kernel', 'events'], never: frameworks },
  units: { may: ['kernel', 'events'], never: frameworks },
  domain: { may: ['kernel', 'events', 'units', 'domain'], never: frameworks },
  port: { may: ['kernel', 'port'], never: [] },
  access: { may: ['kernel', 'events', 'units', 'port'], never: drivers },
  runtime: { may: ['kernel', 'events', 'units', 'port', 'access'], never: drivers },
  service: { may: ['kernel', 'events', 'units', 'port', 'access', 'runtime', 'domain'], never: drivers },
};

export const boundaries = [
  {
    files: ['libs/**/*.ts', 'apps/**/*.ts', 'tools/**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          banTransitiveDependencies: false,
          depConstraints: [
            ...Object.entries(layers).map(([layer, { may, never }]) => ({
              sourceTag: `layer:${layer}`,
              onlyDependOnLibsWithTags: may.map((other) => `layer:${other}`),
              bannedExternalImports: never,
            })),
            {
              sourceTag: 'layer:testing',
              onlyDependOnLibsWithTags: [
                'layer:app',
                'layer:preset',
                ...Object.keys(layers).map((layer) => `layer:${layer}`),
                'layer:tool',
              ],
              bannedExternalImports: drivers,
            },
            // The two lists of adapters (ARCHITECTURE §2): ports meet their drivers here, by subpath.
            {
              sourceTag: 'layer:preset',
              onlyDependOnLibsWithTags: Object.keys(layers).map((layer) => `layer:${layer}`),
              bannedExternalImports: drivers,
            },
            { sourceTag: 'layer:app', onlyDependOnLibsWithTags: ['*'], bannedExternalImports: drivers },
            { sourceTag: 'layer:tool', onlyDependOnLibsWithTags: ['*'] },
            // A context's rules belong to that context: others see its events only.
            ...contexts.map((context) => ({
              allSourceTags: ['layer:service', `context:${context}`],
              notDependOnLibsWithTags: contexts.filter((other) => other !== context).map((other) => `rules:${other}`),
            })),
            ...contexts
              .filter((context) => context !== 'progress')
              .map((context) => ({
                allSourceTags: ['layer:domain', `context:${context}`],
                notDependOnLibsWithTags: contexts
                  .filter((other) => other !== context)
                  .map((other) => `context:${other}`),
              })),
          ],
        },
      ],
    },
  },
  {
    // Nx sees projects, not subpaths: who may name an adapter is said here.
    files: ['libs/**/src/**/*.ts'],
    ignores: [
      '**/*.spec.ts',
      '**/*.int-spec.ts',
      '**/*.e2e-spec.ts',
      'libs/testing/**',
      'libs/presets/**',
      '**/testing/**',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: adapters, message: 'Only presets, tools and specs choose an adapter.' }] },
      ],
    },
  },
  {
    // Nor does Nx see folders: within a port, only its adapters know a driver.
    files: ['libs/*/src/**/*.ts'],
    ignores: ['sqlite', 'mongo', 'kafka', 'in-process'].map((adapter) => `libs/*/src/${adapter}/**`),
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: drivers.map((name) => ({ name, message: 'A driver is known to its adapter only.' })) },
      ],
    },
  },
];
