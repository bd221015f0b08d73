import type { DemoIndicator } from './findings.js';
import { ownIndicator } from './own-indicator.js';
import { versions } from './tuning-story.js';

/** A version that the office made, or an indicator of its own. */
export interface ExpectedVersion {
  indicator: DemoIndicator;
  standing: 'in_force' | 'trial' | 'proposed';
  /** The first month that runs it, where it came into force. */
  from: string | null;
  /** The months and figures of its back-test. */
  backTest: { periods: readonly string[]; new: number; kept: number; gone: number } | null;
}

/** What the office has of versions when the demonstration stands. */
export const expectedVersions: readonly ExpectedVersion[] = [
  ...versions.map(({ indicator, approved, inForceFrom = null, backTest }): ExpectedVersion => {
    const standing = inForceFrom ? 'in_force' : approved ? 'trial' : 'proposed';
    return { indicator, standing, from: inForceFrom, backTest: backTest ? figuresOf(backTest) : null };
  }),
  {
    indicator: ownIndicator.code,
    standing: 'trial',
    from: null,
    backTest: figuresOf({ ...ownIndicator.backTest, kept: 0, gone: 0 }),
  },
];

function figuresOf(test: NonNullable<ExpectedVersion['backTest']>): NonNullable<ExpectedVersion['backTest']> {
  return { periods: test.periods, new: test.new, kept: test.kept, gone: test.gone };
}
