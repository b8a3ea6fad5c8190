import { writeSync } from 'node:fs';

/** Closes Jest's output with one plain line: `N passed, N failed`, and `, N skipped` if some were. */
export default class PlainReporter {
  onRunComplete(_contexts, results) {
    const skipped = results.numPendingTests + results.numTodoTests;
    // A file that could not even be loaded has no tests of its own, and is a failure nonetheless.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    // At exit, so that nothing else Jest has to say comes after it.
    process.once('exit', () => writeSync(1, `${line}\n`));
  }
}
