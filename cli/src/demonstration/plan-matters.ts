import type { Application } from '@fundwatch/application';
import {
  assignments,
  branchStories,
  caseStory,
  expectedFindings,
  handAlert,
  inspectionStories,
  ledgers,
  locateFinding,
  papers,
  registerStories,
  standIn,
  type DemoOptions,
} from '../demo/index.js';
import type { Happening } from './happening.js';
import { playBranchAct } from './play-branch-act.js';
import { playAssignment, playStandIn } from './play-duties.js';
import { playLedgerEntry } from './play-ledger-entry.js';
import {
  playCase,
  playHandAlert,
  playInspectionAct,
  playInspectionPlan,
  playInvestigation,
  playLoss,
  playMajorMatter,
} from './play-matters.js';
import { playPaper } from './play-paper.js';
import { playRegisterCorrection, playRegisterEntry } from './play-register.js';

/** What runs beside the alerts: branches, ledgers, a case, inspections, an alert by hand, the papers of them, and whose work it is. */
export function planMatters(app: Application, options: DemoOptions): Happening[] {
  const { hits } = expectedFindings(options);
  const happenings: Happening[] = [];
  const add = (at: string, what: string, run: () => Promise<void>) =>
    happenings.push({ at, words: `${at.slice(0, 10)} ${what}`, run });

  for (const branch of branchStories) {
    const which = locateFinding(hits, branch.of);
    for (const act of branch.acts)
      add(act.at, branch.kind.replaceAll('_', ' '), () => playBranchAct(app, branch, act, which));
  }
  for (const { of, entries } of ledgers) {
    const which = locateFinding(hits, of);
    for (const entry of entries) add(entry.at, 'recovery', () => playLedgerEntry(app, entry, which));
  }
  add(handAlert.registered.at, 'register', () => playHandAlert(app, handAlert));

  const ofCase = caseStory.alerts.map((place) => locateFinding(hits, place));
  add(caseStory.opened.at, 'open case', () => playCase(app, caseStory, ofCase));
  add(caseStory.loss.at, 'state loss', () => playLoss(app, caseStory));
  add(caseStory.investigation.at, 'state investigation', () => playInvestigation(app, caseStory));
  add(caseStory.majorMatter.at, 'propose major matter', () => playMajorMatter(app, caseStory));

  for (const inspection of inspectionStories) {
    const alerts = inspection.alerts.map((place) => locateFinding(hits, place));
    add(inspection.planned.at, 'plan inspection', () => playInspectionPlan(app, inspection, alerts));
    for (const act of inspection.acts) add(act.at, 'inspection', () => playInspectionAct(app, inspection, act));
  }
  for (const story of registerStories) {
    add(story.entered.at, 'register fact', () => playRegisterEntry(app, story));
    if (story.corrected) add(story.corrected.at, 'correct fact', () => playRegisterCorrection(app, story));
  }
  for (const paper of papers)
    add(paper.at, paper.kind.replaceAll('_', ' '), () => playPaper(app, paper, locateFinding(hits, paper.of)));
  for (const story of assignments) {
    const alerts = story.alerts.map((place) => locateFinding(hits, place));
    add(story.given.at, 'assign', () => playAssignment(app, story, alerts));
  }
  add(standIn.entered.at, 'stand in', () => playStandIn(app, standIn));
  return happenings;
}
