import { sumDecimals } from '@fundwatch/domain/alert';
import { shanghaiDayOf } from '@fundwatch/domain/calendar';
import type {
  DocumentFacts,
  DocumentInspection,
  DocumentLinkedAlert,
  DocumentMajorMatter,
} from '@fundwatch/domain/documents';
import type { AlertSummary, InspectionRecord, MajorMatterRecord, RecoverySums, Repositories } from '@fundwatch/storage';
import { titleOf } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import { issuerOf, madeByOf, type Making } from './gather-facts.js';

/** What the notice of an inspection tells: its plan, its team, and of its alerts those that the agency knows of. */
export async function gatherInspectionFacts(
  app: Application,
  repositories: Repositories,
  one: InspectionRecord,
  making: Making,
): Promise<DocumentFacts> {
  const { inspections, alertReading } = repositories;
  const team = await inspections.team(one.id);
  const alerts = await alertReading.byIds(await inspections.alertIds(one.id));
  const known = [...alerts.values()].filter(({ alert }) => alert.dispatchedAt !== null);
  const { number, title, kind, agencyName, scope, startOn, endOn, carryInReason } = one;
  const named = (leads: boolean) => team.filter((member) => member.leads === leads).map(({ name }) => name);
  const inspection: DocumentInspection = {
    number,
    title,
    kind,
    agencyName,
    scope,
    startOn,
    endOn,
    carriedIn: carryInReason !== null,
    leaders: named(true),
    members: named(false),
    alerts: linked(app, known),
  };
  return { ...(await ofNoAlert(repositories, making)), inspection };
}

/** What the report of a major matter tells: its case with its alerts, and what their ledgers hold. */
export async function gatherMajorMatterFacts(
  app: Application,
  repositories: Repositories,
  one: MajorMatterRecord,
  making: Making,
): Promise<DocumentFacts> {
  const { cases, alertReading, recovery } = repositories;
  const file = (await cases.get(one.caseId))!;
  const ids = (await cases.holds(one.caseId)).map(({ id }) => id);
  const sums: RecoverySums[] = [];
  for (const id of ids) sums.push(await recovery.sums(id));
  const total = (of: 'confirmed' | 'recovered') => sumDecimals(sums.map((one) => one[of])) ?? '0';
  const { number, caseNumber, caseTitle, suspicion, tier, amount, report, signedByName, reportedTo } = one;
  const majorMatter: DocumentMajorMatter = {
    number,
    caseNumber,
    caseTitle,
    caseSummary: file.summary,
    suspicion,
    tier,
    amount,
    investigation:
      file.investigationOn !== null && file.investigationBody !== null
        ? { body: file.investigationBody, on: file.investigationOn }
        : null,
    report,
    signedBy: signedByName,
    reportedTo,
    alerts: linked(app, [...(await alertReading.byIds(ids)).values()]),
    confirmed: total('confirmed'),
    recovered: total('recovered'),
  };
  return { ...(await ofNoAlert(repositories, making)), majorMatter };
}

async function ofNoAlert(repositories: Repositories, { number, at, context, inputs }: Making): Promise<DocumentFacts> {
  return {
    number,
    madeOn: shanghaiDayOf(at),
    issuer: await issuerOf(repositories),
    madeBy: madeByOf(context),
    alert: null,
    hits: [],
    steps: [],
    indicatorBasis: [],
    answer: null,
    branch: null,
    inspection: null,
    majorMatter: null,
    departmentName: null,
    events: [],
    inputs,
    summary: null,
  };
}

function linked(app: Application, summaries: readonly AlertSummary[]): DocumentLinkedAlert[] {
  return summaries
    .map(({ alert, agencyName, raisedBy }) => ({
      number: alert.number,
      indicator: alert.indicator,
      title: titleOf(app, alert.indicator, raisedBy?.title).zh,
      agencyName,
      line: alert.line,
      firstPeriod: alert.firstPeriod,
      amount: alert.amount,
    }))
    .sort((a, b) => (a.number < b.number ? -1 : 1));
}
