import { describe, expect, it } from 'vitest';
import { listWords, type WordList } from '../../application/src/exports/list-words.js';
import { accountabilityLocale } from '../../web/src/features/accountability/locale.js';
import { approvalsLocale } from '../../web/src/features/approvals/locale.js';
import { backTestLocale } from '../../web/src/features/back-test/locale.js';
import { boardLocale } from '../../web/src/features/board/locale.js';
import { casesLocale } from '../../web/src/features/cases/locale.js';
import { cleaningLocale } from '../../web/src/features/cleaning/locale.js';
import { consultationLocale } from '../../web/src/features/consultation/locale.js';
import { documentsLocale } from '../../web/src/features/documents/locale.js';
import { dutyLocale } from '../../web/src/features/duty/locale.js';
import { evaluationLocale } from '../../web/src/features/evaluation/locale.js';
import { indicatorsLocale } from '../../web/src/features/indicators/locale.js';
import { inspectionsLocale } from '../../web/src/features/inspections/locale.js';
import { majorMattersLocale } from '../../web/src/features/major-matters/locale.js';
import { monthCloseLocale } from '../../web/src/features/month-close/locale.js';
import { notificationsLocale } from '../../web/src/features/notifications/locale.js';
import { outgoingLocale } from '../../web/src/features/outgoing/locale.js';
import { ownIndicatorsLocale } from '../../web/src/features/own-indicators/locale.js';
import { recoveryLocale } from '../../web/src/features/recovery/locale.js';
import { rulesLocale } from '../../web/src/features/rules/locale.js';
import { sourcesLocale } from '../../web/src/features/sources/locale.js';
import { submissionsLocale } from '../../web/src/features/submissions/locale.js';
import { tuningLocale } from '../../web/src/features/tuning/locale.js';
import { whitelistLocale } from '../../web/src/features/whitelist/locale.js';
import { wordsLocale } from '../../web/src/platform/i18n/words-locale.js';

type Words = Readonly<Record<string, string>>;
const of = (zh: object, en: object) => ({ zh: zh as Words, en: en as Words });

const pick = <T extends object>(from: T, ...names: (keyof T)[]) =>
  Object.fromEntries(names.map((name) => [name, from[name]]));

/** Where the screens have the words of a code list from. */
const screens: Record<WordList, { zh: Words; en: Words }> = {
  severity: of(wordsLocale.zh.severity, wordsLocale.en.severity),
  alertState: of(wordsLocale.zh.state, wordsLocale.en.state),
  role: of(wordsLocale.zh.role, wordsLocale.en.role),
  dataset: of(wordsLocale.zh.dataset, wordsLocale.en.dataset),
  line: of(wordsLocale.zh.line, wordsLocale.en.line),
  cleaningState: of(cleaningLocale.zh.state, cleaningLocale.en.state),
  cleaningOutcome: of(cleaningLocale.zh.outcome, cleaningLocale.en.outcome),
  branchKind: of(wordsLocale.zh.branchKind, wordsLocale.en.branchKind),
  branchState: of(wordsLocale.zh.branchState, wordsLocale.en.branchState),
  arrivalState: of(boardLocale.zh.state, boardLocale.en.state),
  submissionState: of(submissionsLocale.zh.state, submissionsLocale.en.state),
  submissionSource: of(submissionsLocale.zh.source, submissionsLocale.en.source),
  packageState: of(sourcesLocale.zh.check, sourcesLocale.en.check),
  ruleState: of(rulesLocale.zh.state, rulesLocale.en.state),
  indicatorStatus: of(indicatorsLocale.zh.status, indicatorsLocale.en.status),
  indicatorOrigin: of(indicatorsLocale.zh.originShort, indicatorsLocale.en.originShort),
  versionState: of(tuningLocale.zh.state, tuningLocale.en.state),
  versionOrigin: of(tuningLocale.zh.origin, tuningLocale.en.origin),
  changedField: of(tuningLocale.zh.field, tuningLocale.en.field),
  whitelistStanding: of(whitelistLocale.zh.standing, whitelistLocale.en.standing),
  evaluationState: of(evaluationLocale.zh.state, evaluationLocale.en.state),
  evaluationTrigger: of(evaluationLocale.zh.trigger, evaluationLocale.en.trigger),
  runIndicatorState: of(evaluationLocale.zh.indicators.states, evaluationLocale.en.indicators.states),
  runIndicatorOrigin: of(evaluationLocale.zh.indicators.origin, evaluationLocale.en.indicators.origin),
  silenceState: of(evaluationLocale.zh.not.states, evaluationLocale.en.not.states),
  hitPresence: of(backTestLocale.zh.hits.presence, backTestLocale.en.hits.presence),
  testRunState: of(backTestLocale.zh.state, backTestLocale.en.state),
  testRunKind: of(backTestLocale.zh.kind, backTestLocale.en.kind),
  draftState: of(
    { ...ownIndicatorsLocale.zh.state, ...pick(ownIndicatorsLocale.zh, 'passed', 'outdated') },
    { ...ownIndicatorsLocale.en.state, ...pick(ownIndicatorsLocale.en, 'passed', 'outdated') },
  ),
  monthCloseState: of(monthCloseLocale.zh.state, monthCloseLocale.en.state),
  closeObstacle: of(monthCloseLocale.zh.obstacle, monthCloseLocale.en.obstacle),
  hitChange: of(monthCloseLocale.zh.differences.changes, monthCloseLocale.en.differences.changes),
  rowChange: of(
    pick(submissionsLocale.zh.differences, 'changed', 'added', 'removed'),
    pick(submissionsLocale.en.differences, 'changed', 'added', 'removed'),
  ),
  recoveryKind: of(recoveryLocale.zh.kind, recoveryLocale.en.kind),
  registerState: of(accountabilityLocale.zh.register.state, accountabilityLocale.en.register.state),
  folderOutcome: of(sourcesLocale.zh.folder.outcome, sourcesLocale.en.folder.outcome),
  documentKind: of(documentsLocale.zh.kind, documentsLocale.en.kind),
  webhookState: of(outgoingLocale.zh.state, outgoingLocale.en.state),
  deliveryState: of(outgoingLocale.zh.delivery.state, outgoingLocale.en.delivery.state),
  trouble: of(outgoingLocale.zh.trouble, outgoingLocale.en.trouble),
  alertBucket: of(wordsLocale.zh.bucket, wordsLocale.en.bucket),
  assignedTo: of(
    pick(dutyLocale.zh.own, 'mine', 'unassigned', 'standing_in'),
    pick(dutyLocale.en.own, 'mine', 'unassigned', 'standing_in'),
  ),
  cleaningShow: of(cleaningLocale.zh.show, cleaningLocale.en.show),
  whitelistView: of(whitelistLocale.zh.view, whitelistLocale.en.view),
  runShow: of(evaluationLocale.zh.indicators.shows, evaluationLocale.en.indicators.shows),
  consultationShow: of(
    pick(consultationLocale.zh.state, 'open', 'ended'),
    pick(consultationLocale.en.state, 'open', 'ended'),
  ),
  caseShow: of(casesLocale.zh.state, casesLocale.en.state),
  inspectionShow: of(inspectionsLocale.zh.view, inspectionsLocale.en.view),
  registerShow: of(accountabilityLocale.zh.register.filters, accountabilityLocale.en.register.filters),
  recoveryShow: of(
    { true: recoveryLocale.zh.list.open, false: recoveryLocale.zh.list.all },
    { true: recoveryLocale.en.list.open, false: recoveryLocale.en.list.all },
  ),
  notificationShow: of(
    { true: notificationsLocale.zh.unread, false: notificationsLocale.zh.all },
    { true: notificationsLocale.en.unread, false: notificationsLocale.en.all },
  ),
  inspectionState: of(inspectionsLocale.zh.state, inspectionsLocale.en.state),
  inspectionClock: of(inspectionsLocale.zh.clock, inspectionsLocale.en.clock),
  inspectionNext: of(inspectionsLocale.zh.nextStep, inspectionsLocale.en.nextStep),
  suspicion: of(majorMattersLocale.zh.suspicion, majorMattersLocale.en.suspicion),
  majorMatterTier: of(majorMattersLocale.zh.tier, majorMattersLocale.en.tier),
  majorMatterState: of(majorMattersLocale.zh.state, majorMattersLocale.en.state),
  approvalKind: of(approvalsLocale.zh.kind, approvalsLocale.en.kind),
  happened: of(notificationsLocale.zh.kind, notificationsLocale.en.kind),
};

describe('the words of exported lists', () => {
  it.each(Object.keys(screens) as WordList[])('%s are those of the screens, in both languages', (list) => {
    for (const language of ['zh', 'en'] as const) {
      const entries = Object.entries<Record<'zh' | 'en', string>>(listWords[list]);
      expect(Object.fromEntries(entries.map(([code, word]) => [code, word[language]]))).toEqual(
        screens[list][language],
      );
    }
  });
});
