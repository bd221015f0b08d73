import { countAlerts, getAlert, listAlertEvents, listAlerts, listBranches } from '@fundwatch/application';
import { DomainError } from '@fundwatch/domain';
import { runningClock, transitions, type BranchTransition, type Transition } from '@fundwatch/domain/alert';
import { agencyRoles } from '@fundwatch/domain/identity';
import { expect } from 'vitest';
import { type AlertModel, type ModelAlert, type Person } from './alert-model.js';
import type { AlertWorld, StoredEvent } from './alert-world.js';
import { DaysByHand } from './days-by-hand.js';

/** The table that events are held against; a test of the tests breaks a copy of it. */
export type Table = readonly (Transition | BranchTransition)[];
export const table: Table = transitions.filter(
  (one): one is Transition | BranchTransition => one.of === 'alert' || 'alertIn' in one,
);

/** What the product did to one alert, held against the model, the table, the calendar and what an agency may know. */
export async function checkAlert(world: AlertWorld, model: AlertModel, of: ModelAlert, rules: Table): Promise<void> {
  const { alert } = of;
  const stored = await world.alert(alert.id);
  expect(stored, 'the alert as decided').toEqual(alert);
  const branches = await world.branches(alert.id);
  expect(branches, 'the branches as decided').toMatchObject(of.branches.map((one) => ({ ...one })));
  expect(branches, 'no branch that was not decided').toHaveLength(of.branches.length);
  const open = branches.filter(({ endedAt }) => endedAt === null).map(({ kind }) => kind);
  expect([...stored.openBranches], 'open branches of the alert').toEqual(open.sort());

  const events = await world.events(alert.id);
  const names = new Map(branches.map(({ storedId, id }) => [storedId, id]));
  const told = events.map(({ type, fromState, toState, at, reason, details, agencyMaySee }) => {
    const branchId = details['branchId'];
    const named = branchId === undefined ? {} : { branchId: names.get(String(branchId)) };
    return { type, fromState, toState, at, reason, agencyMaySee, details: { ...details, ...named } };
  });
  expect(
    told.map(({ type }) => type),
    'every event, in order',
  ).toEqual(of.events.map(({ type }) => type));
  expect(told, 'what the events say').toMatchObject(
    of.events.map(({ type, fromState, toState, at, reason, details, agencyMaySee }) => ({
      type,
      fromState,
      toState,
      reason,
      details,
      agencyMaySee,
      at: new Date(at).toISOString(),
    })),
  );
  expect(
    events.map(({ sequence }) => sequence),
    'numbers without a gap',
  ).toEqual(events.map((_, index) => index + 1));
  checkChain(events, stored.state, rules);
  await checkAgencies(world, model, of, told);
}

/** Each event begins in the state that the one before it ended in, and its step is a row of the table. */
function checkChain(events: readonly StoredEvent[], state: string, rules: Table): void {
  const branchStates = new Map<string, string>();
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    if (!before) continue;
    expect(event.fromState, `${event.type} begins where ${before.type} ended`).toBe(before.toState);
    expect(Date.parse(event.at), `${event.type} is not earlier than ${before.type}`).toBeGreaterThanOrEqual(
      Date.parse(before.at),
    );
    const row = rules.find((one) => {
      if (one.of === 'alert') return one.command === event.type && one.from.includes(event.fromState!);
      if (`${one.of}.${one.command}` !== event.type || !one.alertIn.includes(event.fromState!)) return false;
      const standing = branchStates.get(String(event.details['branchId']));
      return standing === undefined ? one.from.length === 0 : (one.from as string[]).includes(standing);
    });
    const isStep = rules.some((one) => [one.command, `${one.of}.${one.command}`].includes(event.type));
    if (!isStep) {
      expect(event.toState, `${event.type} leaves the state alone`).toBe(event.fromState);
      continue;
    }
    expect(row, `${event.type} from ${event.fromState} is in the table`).toBeDefined();
    if (row!.by === 'system') expect(event.actorRole, `${event.type} is the product's own`).toBeNull();
    else expect(row!.by, `who did ${event.type}`).toContain(event.actorRole);
    if (row!.of === 'alert') expect(event.toState, `where ${event.type} leads`).toBe(row!.to ?? event.fromState);
    else {
      branchStates.set(String(event.details['branchId']), row!.to);
      // An answer that asked for time goes back to the agency with the reply.
      const back = row!.of === 'extension' && event.fromState === 'answered' && row!.command !== 'open';
      if (!back) expect(event.toState, `${event.type} leaves the main line alone`).toBe(event.fromState);
    }
  }
  expect(events.at(-1)!.toState, 'the last event ends in the state of the alert').toBe(state);
}

/** Agencies and departments see exactly what was told them. */
async function checkAgencies(
  world: AlertWorld,
  model: AlertModel,
  of: ModelAlert,
  told: readonly { type: string; agencyMaySee: boolean }[],
): Promise<void> {
  const input = { alertId: of.alert.id };
  for (const name of ['handler', 'elsewhere', 'pension']) {
    const person = model.people.find((one) => one.name === name)!;
    const context = world.as(person);
    const events = await orUnknown(() => listAlertEvents(world.app, context, input));
    if (!model.sees(person, of)) {
      expect(events, `${name} does not know of it`).toBeNull();
      continue;
    }
    expect(
      events?.events.map(({ type }) => type),
      `the timeline for ${name}`,
    ).toEqual(told.filter(({ agencyMaySee }) => agencyMaySee).map(({ type }) => type));
    const { branches } = await listBranches(world.app, context, input);
    expect(
      branches.map(({ kind, state }) => `${kind} ${state}`),
      `the branches for ${name}`,
    ).toEqual(of.branches.filter((one) => model.seesBranch(person, one)).map(({ kind, state }) => `${kind} ${state}`));
    const { openBranches } = await getAlert(world.app, context, input);
    expect(openBranches, `what ${name} reads of open branches`).toEqual(
      of.alert.openBranches.filter((kind) => kind !== 'field_check' && kind !== 'supervise_order'),
    );
  }
}

async function orUnknown<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

/** What a step wrote of dates, counted again from the lists of days off. */
export function checkClocks(model: AlertModel, of: ModelAlert, since: number): void {
  const days = new DaysByHand(model.calendar.years);
  const { alert } = of;
  const { settings } = model;
  for (const { type, at, details } of of.events.slice(since)) {
    const day = DaysByHand.of(at);
    const expected = (name: string, value: string | null) => expect(details[name], `${type}: ${name}`).toBe(value);
    const dueOn = String(details['dueOn']);
    switch (type) {
      case 'dispatch':
      case 'consultation.open':
        expected('autoReceiptOn', days.workingDaysAfter(day, settings.autoReceiptWorkingDays));
        break;
      case 'auto_receive':
      case 'receive': {
        const nominal = alert.autoReceiptOn;
        const received = nominal !== null && (type === 'auto_receive' || nominal < day) ? nominal : day;
        expected('receivedOn', received);
        expected('answerDueOn', days.oneMonthAfter(received));
        break;
      }
      case 'answer':
        expected('late', details['dueOn'] === null ? (null as never) : ((day > dueOn) as never));
        break;
      case 'return':
        expected('returnDueOn', days.workingDaysAfter(day, settings.returnWorkingDays));
        break;
      case 'order_rectification':
        expected('rectificationDueOn', days.oneMonthAfter(day));
        break;
      case 'return_rectification':
        expected('rectificationDueOn', days.workingDaysAfter(day, settings.returnWorkingDays));
        break;
      case 'consultation.receive':
      case 'consultation.auto_receive':
        expected('dueOn', days.thirtyDaysAfter(String(details['receivedOn'])));
        break;
      case 'remind':
        expect(day <= dueOn && day >= days.workingDaysAfter(dueOn, -settings.reminderWorkingDays)!, 'remind').toBe(
          true,
        );
        break;
      case 'breach':
        expect(day > dueOn, 'breach').toBe(true);
        break;
      case 'escalate_agency_head':
        expect(day >= days.workingDaysAfter(dueOn, settings.escalateAgencyHeadWorkingDays)!, type).toBe(true);
        break;
      case 'escalate_supervision_head':
        expect(day >= days.workingDaysAfter(dueOn, settings.escalateSupervisionHeadWorkingDays)!, type).toBe(true);
        break;
      case 'calendar_filled':
      case 'deadline_moved':
        checkFilled(model, of, days, details);
        break;
    }
  }
}

function checkFilled(model: AlertModel, of: ModelAlert, days: DaysByHand, details: Record<string, unknown>): void {
  const { alert, branches } = of;
  const { settings } = model;
  const dayOf = (instant: string | null) => DaysByHand.of(instant!);
  const branch = branches.find(({ id }) => id === details['branchId']);
  const by: Record<string, () => string | null> = branch
    ? {
        autoReceiptOn: () => days.workingDaysAfter(dayOf(branch.openedAt), settings.autoReceiptWorkingDays),
        dueOn: () => days.thirtyDaysAfter(branch.receivedOn!),
      }
    : {
        autoReceiptOn: () => days.workingDaysAfter(dayOf(alert.dispatchedAt), settings.autoReceiptWorkingDays),
        answerDueOn: () => days.oneMonthAfter(alert.receivedOn!),
        returnDueOn: () => days.workingDaysAfter(dayOf(alert.returnedAt), settings.returnWorkingDays),
        rectificationDueOn: () =>
          alert.rectificationReturnedAt
            ? days.workingDaysAfter(dayOf(alert.rectificationReturnedAt), settings.returnWorkingDays)
            : days.oneMonthAfter(dayOf(alert.rectificationOrderedAt)),
      };
  for (const [name, count] of Object.entries(by))
    if (details[name] !== undefined) expect(details[name], `filled ${name}`).toBe(count());
}

/** A date stands empty only where the calendar lacks its year: nothing is blocked, nothing guessed. */
export function checkWaiting(model: AlertModel): void {
  for (const { alert } of model.alerts) {
    const running = runningClock(alert);
    if (running?.dueOn === null) expect(alert.waitingForCalendar, `${alert.number} waits and says so`).toBe(true);
  }
}

/** The counts of the queue are those of its lists, and both are the model's. */
export async function checkQueues(world: AlertWorld, model: AlertModel): Promise<void> {
  const soon = new DaysByHand(model.calendar.years).workingDaysAfter(model.today, model.settings.reminderWorkingDays);
  for (const name of ['officer', 'leader', 'handler', 'elsewhere']) {
    const person: Person = model.people.find((one) => one.name === name)!;
    const { counts } = await countAlerts(world.app, world.as(person));
    for (const [bucket, count] of Object.entries(counts)) {
      expect(count, `${bucket} of ${name}`).toBe(model.countBucket(person, bucket, soon));
      const input = { bucket: bucket as keyof typeof counts, order: 'urgency', limit: 100 } as const;
      const { items, total } = await listAlerts(world.app, world.as(person), input);
      expect([items.length, total], `the list ${bucket} of ${name}`).toEqual([count, count]);
    }
  }
}

export const isAgency = ({ role }: Person) => (agencyRoles as readonly string[]).includes(role);
