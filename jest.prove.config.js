import base from './jest.config.js';

/** Proofs take minutes, and the whole machine: `npm run prove`, one after another. */
export default { ...base, testMatch: ['<rootDir>/test/proofs/**/*.proof.ts'], maxWorkers: 1 };
