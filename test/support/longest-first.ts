import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take the better part of a minute or more, the longest first. */
export const LONGEST = [
  'demo/demonstration',
  'demo/generator',
  'indicators/cases',
  'web/branches-desk',
  'house/launcher',
  'jobs/alert-crash-points',
  'jobs/crash-points',
  'web/data-desk',
  'web/every-role',
  'api/endpoint-matrix',
  'cli/command-line',
  'web/sources-desk',
  'web/cases-desk',
  'flow/a-worker-killed',
  'flow/alert-model',
];

/** Starts the longest files first, so that no worker sits alone over one at the end; the others as Vitest would. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.spec.ts`));
      return found < 0 ? LONGEST.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
