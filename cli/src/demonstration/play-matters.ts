import { Readable } from 'node:stream';
import {
  addSourceFile,
  addWorkRecord,
  declareInterest,
  listCases,
  listInspections,
  listInspectors,
  makeMatterDocument,
  openCase,
  planInspection,
  proposeMajorMatter,
  registerAlert,
  stepCase,
  stepInspection,
  type Application,
} from '@fundwatch/application';
import type { RequestContext } from '@fundwatch/domain/identity';
import {
  demoAccounts,
  type AlertSelector,
  type CaseStory,
  type HandAlertStory,
  type InspectionAct,
  type InspectionStory,
} from '../demo/index.js';
import { contextOfHand } from './context-of-hand.js';
import { findAlert } from './find-alert.js';

/** Registers a lead, with the paper that it comes from. */
export async function playHandAlert(app: Application, story: HandAlertStory): Promise<void> {
  const { registered, file, ...matter } = story;
  const context = await contextOfHand(app, registered, 'lead');
  const { id: alertId } = await registerAlert(app, context, { ...matter, amount: null });
  const content = Readable.from([Buffer.from(file.text)]);
  await addSourceFile(app, context, { alertId, fileName: file.fileName, content });
}

/** Opens the case with its alerts. */
export async function playCase(app: Application, story: CaseStory, which: readonly AlertSelector[]): Promise<void> {
  const { title, summary, reason, opened } = story;
  const context = await contextOfHand(app, opened, 'case');
  await openCase(app, context, { title, summary, reason, alerts: await idsOf(app, context, which) });
}

/** States what may be lost. */
export async function playLoss(app: Application, { title, loss }: CaseStory): Promise<void> {
  const context = await contextOfHand(app, loss, 'case');
  const { id: caseId, revision } = await caseOf(app, context, title);
  await stepCase(app, context, { caseId, revision, command: 'state_loss', loss: loss.yuan, reason: loss.reason });
}

/** States who investigates, and since when. */
export async function playInvestigation(app: Application, { title, investigation }: CaseStory): Promise<void> {
  const context = await contextOfHand(app, investigation, 'case');
  const { id: caseId, revision } = await caseOf(app, context, title);
  const { on, body, reason } = investigation;
  await stepCase(app, context, {
    caseId,
    revision,
    command: 'state_investigation',
    investigation: { on, body },
    reason,
  });
}

/** Proposes the case as a major matter. */
export async function playMajorMatter(app: Application, { title, majorMatter }: CaseStory): Promise<void> {
  const { suspicion, report } = majorMatter;
  const context = await contextOfHand(app, majorMatter, 'case');
  const { id: caseId } = await caseOf(app, context, title);
  await proposeMajorMatter(app, context, { caseId, suspicion, report });
}

/** Writes the plan of an inspection, with its team and alerts. */
export async function playInspectionPlan(
  app: Application,
  story: InspectionStory,
  which: readonly AlertSelector[],
): Promise<void> {
  const { kind, title, agency, scope, startOn, endOn, team, planned } = story;
  const context = await contextOfHand(app, planned, 'inspection');
  const { inspectors } = await listInspectors(app, context);
  const accountOf = (userName: string) => {
    const person = demoAccounts().find((one) => one.userName === userName);
    const found = inspectors.find(({ name }) => name === person?.displayName);
    if (!found) throw new Error(`the demonstration has no inspector ${userName}`);
    return found.account;
  };
  await planInspection(app, context, {
    plan: { kind, title, agency, scope, startOn, endOn, carryInReason: null },
    team: team.map((userName, index) => ({ account: accountOf(userName), leads: index === 0 })),
    alerts: await idsOf(app, context, which),
  });
}

/** A later step of an inspection, on its day. */
export async function playInspectionAct(
  app: Application,
  { title }: InspectionStory,
  act: InspectionAct,
): Promise<void> {
  const context = await contextOfHand(app, act, 'inspection');
  const { items } = await listInspections(app, context, { limit: 20 });
  const inspection = items.find((one) => one.title === title);
  if (!inspection) throw new Error(`the demonstration has no inspection ${title}`);
  const { id: inspectionId, revision } = inspection;
  if (act.do === 'declare') await declareInterest(app, context, { inspectionId, interested: false });
  else if (act.do === 'make_notice')
    await makeMatterDocument(app, context, {
      matter: 'inspection',
      matterId: inspectionId,
      kind: 'inspection_notice',
      inputs: { place: act.place, materials: act.materials },
    });
  else if (act.do === 'record_work')
    await addWorkRecord(app, context, { inspectionId, matter: act.matter, found: act.found, on: act.at.slice(0, 10) });
  else {
    const reason = act.do === 'draft' ? act.reason : undefined;
    await stepInspection(app, context, { inspectionId, revision, command: act.do, reason });
  }
}

async function caseOf(app: Application, context: RequestContext, title: string) {
  const { items } = await listCases(app, context, { limit: 20 });
  const found = items.find((one) => one.title === title);
  if (!found) throw new Error(`the demonstration has no case ${title}`);
  return found;
}

async function idsOf(app: Application, context: RequestContext, which: readonly AlertSelector[]): Promise<string[]> {
  const ids: string[] = [];
  for (const one of which) ids.push((await findAlert(app, context, one)).alertId);
  return ids;
}
