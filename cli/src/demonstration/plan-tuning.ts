import type { Application } from '@fundwatch/application';
import {
  expectedFindings,
  locateFinding,
  officeFigures,
  ownIndicator,
  versions,
  type DemoOptions,
} from '../demo/index.js';
import type { Happening } from './happening.js';
import {
  playBackTest,
  playDraft,
  playDraftCheck,
  playFigures,
  playSubmission,
  playVersionApproval,
  playVersionProposal,
  playWhitelistApproval,
  playWhitelistProposal,
} from './play-tuning.js';

/** What the office does about its indicators: figures, versions, the whitelist and an indicator of its own. */
export function planTuning(app: Application, options: DemoOptions): Happening[] {
  const { hits, whitelist } = expectedFindings(options);
  const happenings: Happening[] = [];
  const add = (at: string, what: string, run: () => Promise<void>) =>
    happenings.push({ at, words: `${at.slice(0, 10)} ${what}`, run });

  for (const figures of officeFigures) add(figures.at, 'enter figures', () => playFigures(app, figures));
  for (const version of versions) {
    const { indicator, answeredAt, proposed, backTest, approved } = version;
    const asked = answeredAt ? locateFinding(hits, answeredAt) : null;
    add(proposed.at, `propose ${indicator}`, () => playVersionProposal(app, version, asked));
    if (backTest) add(backTest.at, `back-test ${indicator}`, () => playBackTest(app, indicator, backTest));
    if (approved) add(approved.at, `approve ${indicator}`, () => playVersionApproval(app, indicator, approved));
  }
  for (const entry of whitelist) {
    const { of, proposed, approved } = entry;
    add(proposed.at, `whitelist ${of.indicator}`, () => playWhitelistProposal(app, entry));
    if (approved) add(approved.at, `approve ${of.indicator}`, () => playWhitelistApproval(app, entry, approved));
  }
  const { code, written, checked, submitted, backTest, approved } = ownIndicator;
  add(written.at, `write ${code}`, () => playDraft(app, ownIndicator));
  add(checked.at, `check ${code}`, () => playDraftCheck(app, ownIndicator));
  add(submitted.at, `submit ${code}`, () => playSubmission(app, ownIndicator));
  add(backTest.at, `back-test ${code}`, () => playBackTest(app, code, backTest));
  add(approved.at, `approve ${code}`, () => playVersionApproval(app, code, approved));
  return happenings;
}
