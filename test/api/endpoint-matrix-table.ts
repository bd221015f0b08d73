import type { RouteName } from '@fundwatch/domain/api';
import type { Role } from '@fundwatch/domain/identity';

/** Who calls: nobody, or an account of the office or of an agency. The records asked for belong to agency 120101. */
export const callers = [
  { name: 'nobody', role: null, organisation: null },
  { name: 'supervision officer', role: 'supervision_officer', organisation: '120000' },
  { name: 'supervision head', role: 'supervision_head', organisation: '120000' },
  { name: 'bureau leader', role: 'bureau_leader', organisation: '120000' },
  { name: 'data steward', role: 'data_steward', organisation: '120000' },
  { name: 'administrator', role: 'administrator', organisation: '120000' },
  { name: 'agency handler', role: 'agency_handler', organisation: '120101' },
  { name: "another agency's handler", role: 'agency_handler', organisation: '120102' },
  { name: 'agency head', role: 'agency_head', organisation: '120101' },
  { name: "another agency's head", role: 'agency_head', organisation: '120102' },
  { name: 'information institution', role: 'information_institution', organisation: '120000' },
  { name: 'insurance-line department', role: 'line_department', organisation: '120000' },
  { name: 'internal auditor', role: 'internal_auditor', organisation: '120000' },
] as const satisfies readonly { name: string; role: Role | null; organisation: string | null }[];

/**
 * The expected status of every endpoint for every caller, in the order of `callers`:
 *
 *   no · officer · head · leader · steward · admin · handler, other's · agency head, other's · information · line · auditor
 */
export const endpointMatrix: Record<RouteName, string> = {
  //                      no  off head lead stew adm  hand oth  ahea oth  info line audi
  signIn: /*           */ '200 200 200 200 200 200 200 200 200 200 200 200 200',
  getSession: /*       */ '401 200 200 200 200 200 200 200 200 200 200 200 200',
  signOut: /*          */ '401 200 200 200 200 200 200 200 200 200 200 200 200',
  listDemoAccounts: /* */ '200 200 200 200 200 200 200 200 200 200 200 200 200',
  switchDemoAccount: /**/ '200 200 200 200 200 200 200 200 200 200 200 200 200',
  advanceDemoDay: /*   */ '401 200 200 200 200 200 200 200 200 200 200 200 200',
  listUsers: /*        */ '401 403 403 403 403 200 403 403 403 403 403 403 403',
  addUser: /*          */ '401 403 403 403 403 200 403 403 403 403 403 403 403',
  changeUser: /*       */ '401 403 403 403 403 200 403 403 403 403 403 403 403',
  listOrganisations: /**/ '401 200 200 200 200 200 200 200 200 200 200 200 200',
  getHealth: /*        */ '200 200 200 200 200 200 200 200 200 200 200 200 200',

  listPeriods: /*      */ '401 200 200 200 200 200 200 200 200 200 200 200 200',
  getArrivalBoard: /*  */ '401 200 200 200 200 200 200 200 200 200 200 403 403',
  listSubmissions: /*  */ '401 200 200 200 200 200 200 200 200 200 200 403 403',
  getSubmission: /*    */ '401 200 200 200 200 200 200 404 200 404 200 403 403',
  listSubmissionChecks: /**/ '401 200 200 200 200 200 200 404 200 404 200 403 403',
  listPackages: /*     */ '401 200 200 403 200 200 200 200 200 200 200 403 403',
  getPackage: /*       */ '401 200 200 403 200 200 200 404 200 404 200 403 403',
  listExchangeSources: /**/ '401 200 200 403 200 200 403 403 403 403 200 403 403',
  pullExchangeSource: /**/ '401 200 200 403 200 200 403 403 403 403 403 403 403',
  getSourceMapping: /* */ '401 200 200 403 200 200 403 403 403 403 200 403 403',
  checkSourceMapping: /**/ '401 403 403 403 502 502 403 403 403 403 403 403 403',
  saveSourceMapping: /**/ '401 403 403 403 200 200 403 403 403 403 403 403 403',
  getWatchedFolder: /* */ '401 200 200 403 200 200 403 403 403 403 200 403 403',
  listExternalFeeds: /**/ '401 200 200 403 200 200 403 403 403 403 200 403 403',
  listUploads: /*      */ '401 403 403 403 403 403 200 200 200 200 200 403 403',
  beginUpload: /*      */ '401 403 403 403 403 403 201 201 201 201 201 403 403',
  getUploadOffset: /*  */ '401 403 403 403 403 403 200 404 404 404 404 403 403',
  sendUpload: /*       */ '401 403 403 403 403 403 204 404 404 404 404 403 403',
  cancelUpload: /*     */ '401 403 403 403 403 403 204 404 404 404 404 403 403',
  listLines: /*        */ '401 200 200 200 200 200 200 200 200 200 200 200 200',

  listSubmissionVersions: /**/ '401 200 200 200 200 200 200 404 200 404 200 403 403',
  stateSubmissionReason: /**/ '401 403 403 403 403 403 200 404 200 404 200 403 403',
  listSubmissionDifferences: /**/ '401 200 200 200 200 200 200 404 200 404 200 403 403',
  listDifferingRows: /**/ '401 200 200 200 200 200 200 404 200 404 200 403 403',
  unmaskDifferingRows: /**/ '401 200 200 403 403 403 200 404 200 404 403 403 403',
  listFactRows: /*     */ '401 200 200 200 200 200 200 404 200 404 200 403 403',
  unmaskFactRows: /*   */ '401 200 200 403 403 403 200 404 200 404 403 403 403',
  downloadFactTable: /**/ '401 200 200 200 200 200 200 404 200 404 200 403 403',
  downloadUnmaskedFactTable: /**/ '401 200 200 403 403 403 200 404 200 404 403 403 403',
  downloadSubmittedPackage: /**/ '401 200 200 403 403 403 200 404 200 404 403 403 403',
  downloadSubmissionChecks: /**/ '401 200 200 200 200 200 200 404 200 404 200 403 403',

  listIndicatorVersions: /**/ '401 200 200 200 403 403 403 403 403 403 403 403 403',
  proposeIndicatorVersion: /**/ '401 200 200 403 403 403 403 403 403 403 403 403 403',
  listIndicatorProposals: /**/ '401 200 200 200 403 403 403 403 403 403 403 403 403',
  getIndicatorVersion: /**/ '401 200 200 200 403 403 403 403 403 403 403 403 403',
  withdrawIndicatorVersion: /**/ '401 404 404 403 403 403 403 403 403 403 403 403 403',
  decideIndicatorVersion: /**/ '401 403 200 403 403 403 403 403 403 403 403 403 403',
  getAnswerProposal: /**/ '401 200 200 403 403 403 403 403 403 403 403 403 403',
  proposeFromAnswer: /**/ '401 200 200 403 403 403 403 403 403 403 403 403 403',

  listMonthStandings: /**/ '401 200 200 200 403 403 403 403 403 403 403 403 403',
  getMonthClose: /*    */ '401 200 200 200 403 403 403 403 403 403 403 403 403',
  proposeMonthClose: /**/ '401 200 200 403 403 403 403 403 403 403 403 403 403',
  decideMonthClose: /* */ '401 403 200 200 403 403 403 403 403 403 403 403 403',
  withdrawMonthClose: /**/ '401 404 404 403 403 403 403 403 403 403 403 403 403',
  verifyMonthClose: /* */ '401 200 200 200 403 403 403 403 403 403 403 403 403',
  listRestatementDifferences: /**/ '401 200 200 200 403 403 403 403 403 403 403 403 403',

  getCalendars: /*     */ '401 200 200 200 200 200 200 200 200 200 200 200 200',
  getCalendarWaiting: /**/ '401 200 200 403 200 200 403 403 403 403 403 403 403',
  previewCalendar: /*  */ '401 403 403 403 200 200 403 403 403 403 403 403 403',
  importCalendar: /*   */ '401 403 403 403 200 200 403 403 403 403 403 403 403',
  getSubmissionTerms: /**/ '401 200 200 200 200 200 200 200 200 200 200 200 200',
  setSubmissionTerm: /**/ '401 403 403 403 200 403 403 403 403 403 403 403 403',
  listExpected: /*     */ '401 200 200 200 200 200 200 200 200 200 200 403 403',
  previewExpected: /*  */ '401 403 403 403 200 403 403 403 403 403 403 403 403',
  changeExpected: /*   */ '401 403 403 403 200 403 403 403 403 403 403 403 403',
  getDataQuality: /*   */ '401 200 200 200 200 200 200 200 200 200 200 403 403',

  startEvaluation: /*  */ '401 200 200 403 403 200 403 403 403 403 403 403 403',
  listEvaluations: /*  */ '401 200 200 200 403 200 403 403 403 403 403 403 403',
  getEvaluation: /*    */ '401 200 200 200 403 200 403 403 403 403 403 403 403',
  listNotEvaluated: /* */ '401 200 200 200 403 200 403 403 403 403 403 403 403',
  listIndicators: /*   */ '401 200 200 200 200 200 200 200 200 200 200 200 200',
  getIndicator: /*     */ '401 200 200 200 200 200 200 200 200 200 200 200 200',

  listRules: /*        */ '401 200 200 200 200 403 200 200 200 200 200 403 403',
  getRuleBoard: /*     */ '401 200 200 200 200 403 200 200 200 200 200 403 403',
  listRuleResults: /*  */ '401 200 200 200 200 403 200 200 200 200 200 403 403',
  getRuleResult: /*    */ '401 200 200 200 200 403 200 404 200 404 200 403 403',
  getRegionKey: /*     */ '401 200 200 200 200 200 403 403 403 403 200 403 403',

  listAlerts: /*       */ '401 200 200 200 403 403 200 200 200 200 403 403 403',
  countAlerts: /*      */ '401 200 200 200 403 403 200 200 200 200 403 403 403',
  getAlert: /*         */ '401 200 200 200 403 403 200 404 200 404 403 403 403',
  listAlertHits: /*    */ '401 200 200 200 403 403 200 404 200 404 403 403 403',
  unmaskAlertHits: /*  */ '401 200 200 403 403 403 200 404 200 404 403 403 403',
  listAlertEvents: /*  */ '401 200 200 200 403 403 200 404 200 404 403 403 403',

  screenAlert: /*      */ '401 200 200 403 403 403 403 403 403 403 403 403 403',
  dismissAlert: /*     */ '401 200 200 403 403 403 403 403 403 403 403 403 403',
  dispatchAlert: /*    */ '401 200 200 403 403 403 403 403 403 403 403 403 403',
  commandAlerts: /*    */ '401 200 200 403 403 403 403 403 403 403 403 403 403',

  receiveAlert: /*     */ '401 403 403 403 403 403 200 404 200 404 403 403 403',
  answerAlert: /*      */ '401 403 403 403 403 403 200 404 200 404 403 403 403',
  getDraft: /*         */ '401 200 200 200 403 403 200 404 200 404 403 403 403',
  saveDraft: /*        */ '401 200 200 200 403 403 200 404 200 404 403 403 403',
  addAttachment: /*    */ '401 403 403 403 403 403 200 404 200 404 403 403 403',
  getAttachment: /*    */ '401 200 200 200 403 403 200 404 200 404 403 403 403',

  returnAlert: /*      */ '401 200 200 403 403 403 403 403 403 403 403 403 403',
  coverNewHits: /*     */ '401 200 200 403 403 403 403 403 403 403 403 403 403',
  closeAlert: /*       */ '401 200 200 403 403 403 403 403 403 403 403 403 403',

  getOverview: /*      */ '401 200 200 200 403 403 403 403 403 403 403 403 403',
};
