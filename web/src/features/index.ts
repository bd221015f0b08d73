import type { Feature } from '../platform/routing/feature.js';
import { accountabilityFeature } from './accountability/feature.js';
import { alertFeature } from './alert/feature.js';
import { alertsFeature } from './alerts/feature.js';
import { answerFeature } from './answer/feature.js';
import { approvalsFeature } from './approvals/feature.js';
import { backTestFeature } from './back-test/feature.js';
import { boardFeature } from './board/feature.js';
import { inspectionsFeature } from './inspections/feature.js';
import { majorMattersFeature } from './major-matters/feature.js';
import { casesFeature } from './cases/feature.js';
import { calendarsFeature } from './calendars/feature.js';
import { consultationFeature } from './consultation/feature.js';
import { dataQualityFeature } from './data-quality/feature.js';
import { searchFeature } from './search/feature.js';
import { dutyFeature } from './duty/feature.js';
import { documentsFeature } from './documents/feature.js';
import { evaluationFeature } from './evaluation/feature.js';
import { expectedFeature } from './expected/feature.js';
import { indicatorsFeature } from './indicators/feature.js';
import { monthCloseFeature } from './month-close/feature.js';
import { notificationsFeature } from './notifications/feature.js';
import { outgoingFeature } from './outgoing/feature.js';
import { overviewFeature } from './overview/feature.js';
import { ownIndicatorsFeature } from './own-indicators/feature.js';
import { queueFeature } from './queue/feature.js';
import { cleaningFeature } from './cleaning/feature.js';
import { recoveryFeature } from './recovery/feature.js';
import { reportsFeature } from './reports/feature.js';
import { rulesFeature } from './rules/feature.js';
import { signInFeature } from './sign-in/feature.js';
import { sourcesFeature } from './sources/feature.js';
import { subjectFeature } from './subject/feature.js';
import { submissionsFeature } from './submissions/feature.js';
import { tuningFeature } from './tuning/feature.js';
import { usersFeature } from './users/feature.js';
import { whitelistFeature } from './whitelist/feature.js';

/** Every feature of the product; a page appears with its line here. */
export const features: readonly Feature[] = [
  signInFeature,
  overviewFeature,
  reportsFeature,
  queueFeature,
  searchFeature,
  dutyFeature,
  approvalsFeature,
  boardFeature,
  submissionsFeature,
  sourcesFeature,
  rulesFeature,
  dataQualityFeature,
  expectedFeature,
  calendarsFeature,
  alertsFeature,
  alertFeature,
  consultationFeature,
  recoveryFeature,
  cleaningFeature,
  casesFeature,
  inspectionsFeature,
  majorMattersFeature,
  accountabilityFeature,
  subjectFeature,
  answerFeature,
  evaluationFeature,
  monthCloseFeature,
  ownIndicatorsFeature,
  tuningFeature,
  whitelistFeature,
  backTestFeature,
  indicatorsFeature,
  documentsFeature,
  notificationsFeature,
  usersFeature,
  outgoingFeature,
];
