import {
  answerAlert,
  closeAlert,
  commandAlert,
  coverNewHits,
  dismissAlert,
  dispatchAlert,
  fillWaitingDeadlines,
  importCalendar,
  objectToClosing,
  openBranch,
  orderRectification,
  receiveAlert,
  receiveAutomatically,
  reopenAlert,
  reportRectification,
  returnAlert,
  returnRectification,
  screenAlert,
  stepBranch,
  submitForSecondReview,
  writeReminders,
} from '@fundwatch/application';
import { DomainError } from '@fundwatch/domain';
import {
  alertTransitions,
  branchTransitions,
  clockToExtend,
  mayDo,
  standingAnswerStates,
  type AlertCommand,
  type Branch,
  type BranchTransition,
  type ProblemType,
  type Transition,
} from '@fundwatch/domain/alert';
import { readCalendarFile } from '@fundwatch/domain/calendar';
import type { Answer } from '@fundwatch/domain/feedback';
import fc from 'fast-check';
import { expect } from 'vitest';
import { checkAlert, checkClocks, checkQueues, checkWaiting, isAgency, type Table } from './alert-checks.js';
import type { AlertModel, ModelAlert, Person } from './alert-model.js';
import { INJURY, PENSION, type AlertWorld } from './alert-world.js';
import { DaysByHand } from './days-by-hand.js';

/** The product, and what a test of the tests does to it after each command. */
export interface Real {
  world: AlertWorld;
  rules: Table;
  spoil?: ((world: AlertWorld) => Promise<unknown>) | undefined;
}
type Command = fc.AsyncCommand<AlertModel, Real>;

/** One thing that happens; says afterwards what it was, and how the product took it. */
abstract class Happening implements Command {
  protected said = '';

  check(): boolean {
    return true;
  }

  async run(model: AlertModel, real: Real): Promise<void> {
    const before = model.alerts.map(({ events }) => events.length);
    this.said = '';
    let touched: ModelAlert | 'all' | null;
    try {
      touched = await this.happen(model, real);
    } finally {
      model.story.push(this.said);
    }
    await real.spoil?.(real.world);
    for (const [index, of] of model.alerts.entries()) {
      checkClocks(model, of, before[index]!);
      if (touched === 'all' || touched === of) await checkAlert(real.world, model, of, real.rules);
    }
    checkWaiting(model);
  }

  toString(): string {
    return this.said || 'nothing yet';
  }

  protected abstract happen(model: AlertModel, real: Real): Promise<ModelAlert | 'all' | null>;
}

/** What is drawn for one command of one person. */
interface Draw {
  alert: number;
  way: number;
  who: number;
  /** Without asking whether the table, or this person's role, allows it. */
  bold: boolean;
  stale: boolean;
  silent: boolean;
  department: boolean;
  problemType: ProblemType;
  /** From the date that runs, or from today. */
  days: number;
}

type Way = { person: Person; row: Transition | BranchTransition; branch: Branch | null };

class PersonsCommand extends Happening {
  constructor(private readonly draw: Draw) {
    super();
  }

  protected async happen(model: AlertModel, real: Real): Promise<ModelAlert | null> {
    const { draw } = this;
    const of = model.alerts[draw.alert]!;
    const ways = waysFor(model, of, draw.bold);
    if (ways.length === 0) {
      this.said = `nobody can do anything to alert ${draw.alert}`;
      return null;
    }
    const steps = [...new Set(ways.map(({ row, branch }) => `${row.of} ${row.command} ${branch?.id}`))];
    const step = steps[draw.way % steps.length]!;
    const people = ways.filter(({ row, branch }) => `${row.of} ${row.command} ${branch?.id}` === step);
    const way = people[draw.who % people.length]!;
    const revision = of.alert.revision - (draw.stale ? 1 : 0);
    const { row, person, branch } = way;
    const name = row.of === 'alert' ? row.command : `${row.of}.${row.command}`;
    const which = branch ? ` (${branch.id})` : '';
    const words = row.command === 'answer' ? ` ${draw.problemType}` : '';
    this.said = `${model.now} ${person.name}: ${name}${words}${which} on alert ${draw.alert} in ${of.alert.state}, revision ${revision}${draw.silent ? ', without a word' : ''}`;
    const found = await (row.of === 'alert'
      ? this.command(model, real, of, person, row.command, revision)
      : this.step(model, real, of, way as Way & { row: BranchTransition }, revision));
    this.said += ` → ${found.got ?? 'done'}`;
    expect(found.got, this.said).toBe(found.wanted);
    return of;
  }

  private async command(
    model: AlertModel,
    { world }: Real,
    of: ModelAlert,
    person: Person,
    command: AlertCommand,
    revision: number,
  ) {
    const { draw } = this;
    const { app } = world;
    const context = world.as(person);
    const alertId = of.alert.id;
    const reason = draw.silent ? '' : '理由';
    const which = { alertId, revision };
    const answer = answerOf(model, of, draw, await world.evidence(alertId));
    const points = draw.department ? ['一', '二'] : undefined;
    const acts: Partial<Record<AlertCommand, () => Promise<unknown>>> = {
      screen: () => screenAlert(app, context, { ...which, note: reason }),
      dismiss: () => dismissAlert(app, context, { ...which, reason }),
      dispatch: () => dispatchAlert(app, context, which),
      receive: () => receiveAlert(app, context, which),
      answer: () => answerAlert(app, context, { ...which, ...answer }),
      return: () => returnAlert(app, context, { ...which, reason, points }),
      cover_new_hits: () => coverNewHits(app, context, { ...which, reason }),
      order_rectification: () => orderRectification(app, context, { ...which, reason }),
      report_rectification: () =>
        reportRectification(app, context, { ...which, reason, measures: [], attachments: [] }),
      return_rectification: () => returnRectification(app, context, { ...which, reason }),
      submit_for_second_review: () => submitForSecondReview(app, context, { ...which, note: reason } as never),
      object_to_closing: () => objectToClosing(app, context, { ...which, reason }),
      close: () => closeAlert(app, context, { ...which, note: reason }),
      reopen_by_hand: () => reopenAlert(app, context, { ...which, reason }),
    };
    const spoken: AlertCommand[] = ['dispatch', 'receive', 'answer'];
    const request = {
      command,
      revision,
      reason: spoken.includes(command) ? undefined : reason,
      answer: command === 'answer' ? answer : undefined,
      points: command === 'return' ? points : undefined,
    };
    const got = await codeOf(acts[command] ?? (() => commandAlert(app, context, { ...which, command, reason })));
    return { got, wanted: model.command(person, of, request) };
  }

  private async step(
    model: AlertModel,
    { world }: Real,
    of: ModelAlert,
    { person, row, branch }: Way & { row: BranchTransition },
    revision: number,
  ) {
    const { draw } = this;
    const context = world.as(person);
    const { of: kind, command } = row;
    const reason = draw.silent ? undefined : '理由';
    const base = (kind === 'extension' ? clockToExtend(of.alert)?.dueOn : null) ?? model.today;
    const opens = command === 'open';
    const named = opens || draw.department;
    const until = named && kind !== 'consultation' ? DaysByHand.after(base, draw.days) : undefined;
    const department = opens && kind === 'consultation' ? (draw.department ? PENSION : INJURY) : undefined;
    const details = {
      ...(opens && kind === 'supervise_order' ? { addressee: '和平区社保中心' } : {}),
      ...(opens && kind === 'recovery_plan' ? { amount: '100.00' } : {}),
    };
    const stored = branch
      ? (await world.branches(of.alert.id)).find(({ id }) => id === branch.id)!.storedId
      : '00000000-0000-4000-8000-000000000000';
    const fields = { alertId: of.alert.id, revision, reason, until, ...details };
    const got = await codeOf(() =>
      branch
        ? stepBranch(world.app, context, { ...fields, branchId: stored, command })
        : openBranch(world.app, context, { ...fields, kind, department }),
    );
    const request = { kind, command, revision, reason, until, department, details };
    return { got, wanted: model.step(person, of, branch, request) };
  }
}

/** Who could do what: by the table, or, boldly, anybody anything. */
function waysFor(model: AlertModel, of: ModelAlert, bold: boolean): Way[] {
  const mine = (person: Person) => !isAgency(person) || person.organisation === of.alert.agency;
  const may = (person: Person, row: Transition | BranchTransition) => mayDo(row, [person.role]) && mine(person);
  const main = alertTransitions.flatMap((row): Way[] =>
    !bold && !row.from.includes(of.alert.state)
      ? []
      : model.people.filter((person) => bold || may(person, row)).map((person) => ({ person, row, branch: null })),
  );
  const beside = branchTransitions.flatMap((row): Way[] => {
    if (!bold && !row.alertIn.includes(of.alert.state)) return [];
    const people = model.people.filter((person) => bold || may(person, row));
    const standing: (Branch | null)[] =
      row.from.length === 0
        ? [null]
        : of.branches.filter(({ kind, state }) => kind === row.of && (bold || row.from.includes(state)));
    const asked = (person: Person, branch: Branch | null) =>
      bold || person.role !== 'line_department' || branch?.department === person.organisation;
    return standing.flatMap((branch) =>
      people.filter((person) => asked(person, branch)).map((person) => ({ person, row, branch })),
    );
  });
  return [...main, ...beside];
}

function answerOf(model: AlertModel, { alert }: ModelAlert, draw: Draw, evidence: readonly string[]): Answer {
  const base = clockToExtend(alert)?.dueOn ?? model.today;
  const fields: Partial<Record<ProblemType, Record<string, string>>> = {
    P2: { mappingNote: '口径' },
    P3: { policyDocument: '津人社', policyClause: '三' },
    P5: { correctionSlip: '更-1' },
    P11: { plan: '再核', planDate: DaysByHand.after(base, draw.days) },
  };
  const amount = draw.problemType === 'P5' ? '12.00' : null;
  return {
    problemType: draw.problemType,
    explanation: draw.silent ? ' ' : '说明',
    fields: fields[draw.problemType] ?? {},
    confirmedAmount: amount,
    recoveredAmount: amount,
    // Each answer P4 shows what was uploaded for it, or what an earlier one showed.
    attachments: draw.problemType === 'P4' ? evidence : [],
  };
}

/** The code of a refusal; null where it was done. Anything else is a fault of the product. */
async function codeOf(act: () => Promise<unknown>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

/** Time goes by, or leaps to a day beside which calendars are hard. */
class TimeGoesBy extends Happening {
  constructor(private readonly by: { hours: number } | { to: string }) {
    super();
  }

  protected async happen(model: AlertModel, { world }: Real): Promise<null> {
    const { by } = this;
    if ('hours' in by) model.now = new Date(Date.parse(model.now) + by.hours * 3_600_000).toISOString();
    else {
      // The next one from here: "the day before National Day", whatever the year.
      let year = Number(model.today.slice(0, 4));
      while (Date.parse(`${year}-${by.to}Z`) <= Date.parse(model.now)) year += 1;
      model.now = new Date(`${year}-${by.to}Z`).toISOString();
    }
    world.setClock(model.now);
    this.said = `it is ${model.now}`;
    return null;
  }
}

class Sweep extends Happening {
  constructor(private readonly of: 'receipts' | 'reminders' | 'waiting') {
    super();
  }

  protected async happen(model: AlertModel, { world }: Real): Promise<'all'> {
    this.said = `${model.now} sweep of ${this.of}`;
    const { app, system } = world;
    if (this.of === 'receipts') {
      await receiveAutomatically(app, system);
      model.receiveAutomatically();
    } else if (this.of === 'reminders') {
      await writeReminders(app, system);
      model.writeReminders();
    } else {
      await fillWaitingDeadlines(app, system);
      model.fillWaiting();
    }
    return 'all';
  }
}

const fixed = ['01-01', '05-01', '10-01', '10-02', '10-03'];

/** The year that no built-in calendar knows is imported, and revised each time after. */
class CalendarComes extends Happening {
  constructor(private readonly more: readonly string[]) {
    super();
  }

  protected async happen(model: AlertModel, { world }: Real): Promise<'all' | null> {
    const year = Math.max(2027, Number(model.today.slice(0, 4)));
    const off = [...new Set([...fixed, ...this.more])].map((day) => `${year}-${day}`);
    const content = JSON.stringify({ [year]: { papers: ['放假通知'], off, makeup_work: [] } });
    this.said = `${model.now} calendar of ${year} with ${off.length} days off`;
    const [entry] = readCalendarFile(content);
    const got = await codeOf(() =>
      importCalendar(world.app, world.system, { fileName: 'calendar.json', content, reason: '更正' }),
    );
    const earlier = model.imported.filter((one) => one.year === year);
    const same = earlier.at(-1)?.daysOff.join() === entry!.daysOff.join();
    this.said += ` → ${got ?? 'imported'}`;
    expect(got, this.said).toBe(same ? 'CALENDAR_FILE_INVALID' : null);
    if (same) return null;
    model.importYear({ ...entry!, revision: earlier.length + 1 });
    return 'all';
  }
}

/** An evaluation finds more of what an answer stands for. */
class HitsJoin extends Happening {
  constructor(private readonly alert: number) {
    super();
  }

  protected async happen(model: AlertModel, { world }: Real): Promise<ModelAlert | null> {
    const of = model.alerts[this.alert]!;
    this.said = `hits join alert ${this.alert}`;
    if (!(standingAnswerStates as readonly string[]).includes(of.alert.state)) return null;
    await world.sql('update fundwatch.alert set new_since_answer = true where id = $1', [of.alert.id]);
    of.alert = { ...of.alert, newSinceAnswer: true };
    return of;
  }
}

class LookAtQueues extends Happening {
  protected async happen(model: AlertModel, { world }: Real): Promise<null> {
    this.said = `${model.now} queues`;
    await checkQueues(world, model);
    return null;
  }
}

const seldom = (weight: number) => fc.nat({ max: weight }).map((drawn) => drawn === 0);
const draw: fc.Arbitrary<Draw> = fc.record({
  alert: fc.nat({ max: 2 }),
  way: fc.nat({ max: 10_000 }),
  who: fc.nat({ max: 10_000 }),
  bold: seldom(6),
  stale: seldom(12),
  silent: seldom(12),
  department: fc.boolean(),
  problemType: fc.constantFrom<ProblemType[]>('P2', 'P3', 'P4', 'P4', 'P5', 'P11'),
  days: fc.integer({ min: -1, max: 33 }),
});
const personsCommand = draw.map((drawn) => new PersonsCommand(drawn));
const timeGoesBy = fc
  .oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 30 }).map((hours) => ({ hours })) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 16 }).map((days) => ({ hours: days * 24 })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('02-12T07:00', '04-30T15:59', '09-29T16:01', '12-29T01:00', '12-31T15:59', '12-31T16:00')
        .map((to) => ({ to })),
    },
  )
  .map((by) => new TimeGoesBy(by));
const sweep = fc
  .constantFrom('receipts', 'receipts', 'reminders', 'reminders', 'waiting')
  .map((of) => new Sweep(of as 'waiting'));
const calendarComes = fc
  .subarray(['01-04', '01-15', '02-05', '02-08', '02-09', '02-10', '03-01', '11-05'])
  .map((more) => new CalendarComes(more));
const hitsJoin = fc.nat({ max: 2 }).map((alert) => new HitsJoin(alert));

/** Stories of random commands by random people at random times. */
export const stories = (length: number) =>
  fc.commands<AlertModel, Real, false>(
    [
      ...Array.from({ length: 9 }, () => personsCommand),
      ...Array.from({ length: 3 }, () => timeGoesBy),
      ...Array.from({ length: 2 }, () => sweep),
      calendarComes,
      hitsJoin,
      fc.constant(null).map(() => new LookAtQueues()),
    ] as fc.Arbitrary<Command>[],
    { maxCommands: length, size: 'max' },
  );
