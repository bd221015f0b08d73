import type { Reporter, TestCase, TestModule, TestRunEndReason, TestSpecification } from 'vitest/node';
import { NOT_RUN } from './needs.js';

/** Ends the run with lines that every reader of a log knows: what was not run and why, then "N passed, N failed". */
export default class ReportTotals implements Reporter {
  private files = 0;

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.files = specifications.length;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    let passed = 0;
    // A file that did not load has no tests to count, one may never have been reached, and an error outside any test is a
    // failure too.
    let failed = errors.length + Math.max(0, this.files - modules.length);
    const notRun: string[] = [];
    for (const module of modules) {
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'skipped') notRun.push(reasonOf(test));
        // Failed, or begun and never ended.
        else failed += 1;
      }
    }
    // A run that was broken off is not a good one, whatever its tests say.
    if (reason !== 'passed') failed = Math.max(1, failed);
    for (const why of new Set(notRun)) console.log(`NOT RUN ${why}`);
    console.log(`${passed} passed, ${failed} failed`);
  }
}

function reasonOf(test: TestCase): string {
  const { note } = test.result() as { note?: string };
  return note?.startsWith(NOT_RUN) ? note.slice(NOT_RUN.length) : `${test.fullName}: skipped`;
}
