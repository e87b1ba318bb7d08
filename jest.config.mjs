const shared = {
  rootDir: new URL('.', import.meta.url).pathname,
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/tools'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['/dist/'],
  // A name that no package exports is ignored in silence, and `dist` would be tested instead.
  testEnvironmentOptions: { customExportConditions: ['@tung-nha/source', 'node', 'node-addons'] },
  setupFiles: ['reflect-metadata'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true, tsx: false },
          keepClassNames: true,
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      },
    ],
  },
};

const servers = {
  globalSetup: '<rootDir>/tools/servers.setup.mjs',
  globalTeardown: '<rootDir>/tools/servers.teardown.mjs',
};

export default {
  testTimeout: 30_000,
  // A journey waits for servers and browser half of its time, so two share two cores well; more would share one small broker.
  maxWorkers: 2,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['**/src/**/*.spec.ts'] },
    { ...shared, ...servers, displayName: 'servers', testMatch: ['**/src/**/*.int-spec.ts'] },
    { ...shared, ...servers, displayName: 'journeys', testMatch: ['**/src/**/*.e2e-spec.ts'] },
  ],
};
