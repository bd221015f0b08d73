import { platformLocale } from './platform/i18n/platform-locale.js';
import { uiLocale } from './ui/locale.js';
import { wordsLocale } from './platform/i18n/words-locale.js';
import { accountabilityLocale } from './features/accountability/locale.js';
import { actLocale } from './features/alert/act-locale.js';
import { branchLocale } from './features/alert/branch-locale.js';
import { alertLocale } from './features/alert/locale.js';
import { searchLocale } from './features/search/locale.js';
import { dutyLocale } from './features/duty/locale.js';
import { alertsLocale } from './features/alerts/locale.js';
import { answerLocale } from './features/answer/locale.js';
import { approvalsLocale } from './features/approvals/locale.js';
import { queueLocale } from './features/queue/locale.js';
import { consultationLocale } from './features/consultation/locale.js';
import { cleaningLocale } from './features/cleaning/locale.js';
import { recoveryLocale } from './features/recovery/locale.js';
import { reportsLocale } from './features/reports/locale.js';
import { boardLocale } from './features/board/locale.js';
import { sourcesLocale } from './features/sources/locale.js';
import { rulesLocale } from './features/rules/locale.js';
import { documentsLocale } from './features/documents/locale.js';
import { inspectionsLocale } from './features/inspections/locale.js';
import { majorMattersLocale } from './features/major-matters/locale.js';
import { casesLocale } from './features/cases/locale.js';
import { subjectLocale } from './features/subject/locale.js';
import { submissionsLocale } from './features/submissions/locale.js';
import { evaluationLocale } from './features/evaluation/locale.js';
import { indicatorsLocale } from './features/indicators/locale.js';
import { monthCloseLocale } from './features/month-close/locale.js';
import { notificationsLocale } from './features/notifications/locale.js';
import { outgoingLocale } from './features/outgoing/locale.js';
import { overviewLocale } from './features/overview/locale.js';
import { ownIndicatorsLocale } from './features/own-indicators/locale.js';
import { calendarsLocale } from './features/calendars/locale.js';
import { dataQualityLocale } from './features/data-quality/locale.js';
import { expectedLocale } from './features/expected/locale.js';
import { backTestLocale } from './features/back-test/locale.js';
import { tuningLocale } from './features/tuning/locale.js';
import { usersLocale } from './features/users/locale.js';
import { whitelistLocale } from './features/whitelist/locale.js';
import { signInLocale } from './features/sign-in/locale.js';

/** Every text of the product: one entry a feature. */
const locales = {
  platform: platformLocale,
  words: wordsLocale,
  ui: uiLocale,
  signIn: signInLocale,
  queue: queueLocale,
  approvals: approvalsLocale,
  alerts: alertsLocale,
  search: searchLocale,
  duty: dutyLocale,
  alert: alertLocale,
  act: actLocale,
  branch: branchLocale,
  consultation: consultationLocale,
  notifications: notificationsLocale,
  outgoing: outgoingLocale,
  cleaning: cleaningLocale,
  recovery: recoveryLocale,
  reports: reportsLocale,
  documents: documentsLocale,
  cases: casesLocale,
  inspections: inspectionsLocale,
  majorMatters: majorMattersLocale,
  accountability: accountabilityLocale,
  subject: subjectLocale,
  answer: answerLocale,
  submissions: submissionsLocale,
  sources: sourcesLocale,
  rules: rulesLocale,
  board: boardLocale,
  calendars: calendarsLocale,
  dataQuality: dataQualityLocale,
  expected: expectedLocale,
  users: usersLocale,
  overview: overviewLocale,
  indicators: indicatorsLocale,
  tuning: tuningLocale,
  ownIndicators: ownIndicatorsLocale,
  whitelist: whitelistLocale,
  backTest: backTestLocale,
  evaluation: evaluationLocale,
  monthClose: monthCloseLocale,
};

type Side<L extends 'zh' | 'en'> = { [K in keyof typeof locales]: (typeof locales)[K][L] };

function side<L extends 'zh' | 'en'>(language: L): Side<L> {
  return Object.fromEntries(Object.entries(locales).map(([name, locale]) => [name, locale[language]])) as Side<L>;
}

export const messages = { zh: side('zh'), en: side('en') };
export type Messages = Side<'zh'>;
