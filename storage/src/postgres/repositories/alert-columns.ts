import type { Alert } from '@fundwatch/domain/alert';

/** The columns that make the domain's alert, under its own names. */
const properties: Record<keyof Alert, true> = {
  id: true,
  number: true,
  indicator: true,
  indicatorVersion: true,
  agency: true,
  line: true,
  subject: true,
  period: true,
  firstPeriod: true,
  severity: true,
  state: true,
  revision: true,
  continues: true,
  grouped: true,
  lookBackCutShort: true,
  hits: true,
  observed: true,
  threshold: true,
  amount: true,
  raisedAt: true,
  raisedBy: true,
  screenedAt: true,
  dispatchedAt: true,
  autoReceiptOn: true,
  receivedOn: true,
  receivedAt: true,
  answerDueOn: true,
  returnedAt: true,
  returnDueOn: true,
  returnCount: true,
  extensionAsked: true,
  extendedClock: true,
  extendedDueOn: true,
  rectificationOrderedAt: true,
  rectificationReturnedAt: true,
  rectificationDueOn: true,
  openBranches: true,
  calendarVersion: true,
  waitingForCalendar: true,
  answeredAt: true,
  answeredLate: true,
  answerRound: true,
  problemType: true,
  submittedBy: true,
  closedAt: true,
  closedOn: true,
  newSinceAnswer: true,
  recurrenceOf: true,
  linkedTo: true,
  again: true,
  baseline: true,
};

export const alertProperties = Object.keys(properties) as (keyof Alert)[];

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `a.first_period as "firstPeriod", …` for the alert table under the alias `a`. */
export const alertColumns = alertProperties.map((name) => `a.${snake(name)} as "${name}"`).join(', ');

/** The alert out of a row that holds its columns and perhaps others. */
export function alertOf(row: Record<string, unknown>): Alert {
  return Object.fromEntries(alertProperties.map((name) => [name, row[name]])) as unknown as Alert;
}
