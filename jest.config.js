/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2024',
          transform: { verbatimModuleSyntax: true },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/(cdk.out|coverage|data)/'],
  // One more than the two cores that this must do with: many tests wait for a process or a clock.
  maxWorkers: 3,
  // A busy machine is slow, which is no fault; what hangs is found all the same.
  testTimeout: 30_000,
  randomize: true,
  reporters: ['default', '<rootDir>/test/support/plain-reporter.js'],
};
