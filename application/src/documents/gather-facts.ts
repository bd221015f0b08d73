import { shanghaiDayOf } from '@fundwatch/domain/calendar';
import type { Alert } from '@fundwatch/domain/alert';
import { codesIn } from '@fundwatch/domain/collect';
import { MOST_ROWS, type DocumentFacts, type DocumentHit } from '@fundwatch/domain/documents';
import type { IndicatorDefinition } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { AlertHitRecord, Repositories } from '@fundwatch/storage';
import { definitionOfAlert } from '../alert/definition-of-alert.js';
import type { AlertDetailView } from '../alert/get-alert.js';
import { maskEvidence } from '../alert/show-evidence.js';
import type { Application } from '../application.js';
import { evidenceInWords, shortened } from './evidence-in-words.js';

/** What a document says of its maker and its making. */
export interface Making {
  number: string;
  at: string;
  context: RequestContext;
  inputs: Readonly<Record<string, string>>;
}

/** The office whose papers these are. */
export async function issuerOf({ organisations }: Pick<Repositories, 'organisations'>): Promise<string> {
  const office = (await organisations.list()).find(({ kind }) => kind === 'office');
  return office?.name ?? '社会保险基金监督机构';
}

export function madeByOf({ actor }: RequestContext): string {
  return actor.kind === 'user' ? actor.displayName : actor.name;
}

const dayOf = (instant: string | null) => (instant === null ? null : shanghaiDayOf(instant));

/** Everything that a paper about this alert, or about one of its branches, may tell; personal values masked. */
export async function gatherFacts(
  app: Application,
  repositories: Repositories,
  alert: Alert,
  view: AlertDetailView,
  branchId: string | null,
  { number, at, context, inputs }: Making,
): Promise<DocumentFacts> {
  const { alertReading, alerts, branches } = repositories;
  const definition = await definitionOfAlert(app, repositories, alert);
  const hits = await alertReading.hits(alert.id, null, MOST_ROWS);
  const answer = view.answers.reduce<(typeof view.answers)[number] | null>(
    (latest, one) => (latest === null || one.round > latest.round ? one : latest),
    null,
  );
  const branch = branchId === null ? null : await branches.get(alert.id, branchId);
  return {
    number,
    madeOn: shanghaiDayOf(at),
    issuer: await issuerOf(repositories),
    madeBy: madeByOf(context),
    alert: {
      number: alert.number,
      indicator: alert.indicator,
      title: view.title.zh,
      agencyName: view.agency.name,
      line: alert.line,
      period: alert.period,
      firstPeriod: alert.firstPeriod,
      severity: alert.severity,
      summary: view.summary.zh,
      hits: alert.hits,
      amount: alert.amount,
      dispatchedOn: dayOf(alert.dispatchedAt),
      autoReceiptOn: alert.autoReceiptOn,
      receivedOn: alert.receivedOn,
      answerDueOn: alert.extendedClock === 'answer' ? alert.extendedDueOn : alert.answerDueOn,
      answeredLate: alert.answeredLate,
      rectificationDueOn: alert.rectificationDueOn,
      closedOn: alert.closedOn,
    },
    hits: hits.map((hit) => describeHit(definition, hit)),
    steps: stepsOf(view.explainedBy?.guidance.verify ?? ''),
    indicatorBasis: view.explainedBy?.basis ?? [],
    answer: answer && { ...answer, attachments: answer.attachments.map(({ fileName }) => fileName) },
    branch,
    inspection: null,
    majorMatter: null,
    departmentName: branch?.departmentName ?? null,
    events: (await alerts.events(alert.id)).filter(({ details }) => isOf(branchId, details)),
    inputs,
    summary: null,
  };
}

/** A paper of a branch tells what was decided on that one; another of its kind may have come before, or after. */
function isOf(branchId: string | null, { branchId: of }: Readonly<Record<string, unknown>>): boolean {
  return branchId === null || of === undefined || of === branchId;
}

const MOST_COLUMNS = 3;
/** The month that a record is of; a hit's own is the month that was evaluated. */
const recordMonths: readonly string[] = ['benefit_period', 'fee_period'];

/** A hit in words: what the evidence says beyond the number, the month and the amount, at most three columns of it. */
function describeHit(definition: Pick<IndicatorDefinition, 'evidence'> | undefined, hit: AlertHitRecord): DocumentHit {
  const masked = maskEvidence(definition, hit.evidence);
  const month = recordMonths.map((name) => masked[name]).find((value) => value && /^\d{6}$/.test(value));
  const told = new Set([hit.subject, hit.hitKey, hit.amount, month ?? null]);
  const words = (definition?.evidence ?? [])
    .filter(({ name }) => masked[name] && !told.has(masked[name]) && !told.has(hit.evidence[name] ?? null))
    .slice(0, MOST_COLUMNS)
    .map(
      ({ name, type, title }) =>
        `${title.zh} ${codesInWords(name, masked[name]!) ?? evidenceInWords(masked[name]!, type)}`,
    );
  const { subject, hitKey, period, amount } = hit;
  return {
    subject: shortened(subject),
    hitKey: shortened(hitKey),
    period: month ?? period,
    amount,
    evidence: words.join('；'),
  };
}

const codesInWords = (column: string, value: string) =>
  codesIn(column, value)
    ?.map(({ zh }) => zh)
    .join('、');

/** The steps of an indicator's「怎么核查」: its numbered lines without their marks. */
function stepsOf(markdown: string): string[] {
  return markdown
    .split('\n')
    .map((line) => /^\s*(?:\d+[.、]|[-*])\s+(.+)$/.exec(line)?.[1]?.replace(/[`*]/g, '').trim())
    .filter((line): line is string => Boolean(line));
}
