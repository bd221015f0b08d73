export { getAgencyInspection, listAgencyInspections, stepAgencyInspection } from './agency-inspections.js';
export { closeAlert } from './close-alert.js';
export { compareRecovery } from './compare-recovery.js';
export { coverNewHits } from './cover-new-hits.js';
export { objectToClosing } from './object-to-closing.js';
export { orderRectification } from './order-rectification.js';
export { addRecoveryEntry, getRecovery, listRecoveries, voidRecoveryEntry } from './recovery-ledger.js';
export { reopenAlert } from './reopen-alert.js';
export { reportRectification, type RectificationReport } from './report-rectification.js';
export { returnAlert } from './return-alert.js';
export { returnRectification } from './return-rectification.js';
export { submitForSecondReview } from './submit-for-second-review.js';
export { addSourceFile, getSourceFile, registerAlert, type RegisteredAlert } from './register-alert.js';
export { getCase, listCases, suggestForCase } from './read-cases.js';
export { openCase, splitCase, stepCase, type CaseStepInput } from './step-case.js';
export {
  addInspectionFile,
  addRecordFile,
  addWorkRecord,
  declareInterest,
  getInspectionFile,
  planInspection,
  reviseInspection,
  stepInspection,
} from './step-inspection.js';
export { getInspection, listInspections, listInspectors } from './read-inspections.js';
export {
  getMajorMatter,
  listMajorMatterCandidates,
  listMajorMatters,
  proposeMajorMatter,
  stepMajorMatter,
} from './major-matters.js';
