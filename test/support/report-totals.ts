import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { NOT_RUN } from './needs.js';

/** Ends the run with lines that every reader of a log knows: what was not run and why, then "N passed, N failed". */
export default class ReportTotals implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    // A file that did not load has no tests to count, and an error outside any test is a failure too.
    let failed = errors.length;
    const notRun: string[] = [];
    for (const module of modules) {
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') passed += 1;
        else if (result.state === 'failed') failed += 1;
        else notRun.push(reasonOf(test));
      }
    }
    for (const reason of new Set(notRun)) console.log(`NOT RUN ${reason}`);
    console.log(`${passed} passed, ${failed} failed`);
  }
}

function reasonOf(test: TestCase): string {
  const { note } = test.result() as { note?: string };
  return note?.startsWith(NOT_RUN) ? note.slice(NOT_RUN.length) : `${test.fullName}: skipped`;
}
