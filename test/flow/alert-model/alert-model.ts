import { DomainError } from '@fundwatch/domain';
import {
  branchReminders,
  decide,
  decideBranch,
  fillBranchCalendar,
  fillCalendar,
  moveBranchDeadline,
  moveDeadline,
  reminders,
  runningClock,
  type Alert,
  type AlertEvent,
  type AlertSettings,
  type Branch,
  type BranchRequest,
  type CommandRequest,
  type Commander,
  type DecideContext,
} from '@fundwatch/domain/alert';
import { composeCalendar, shanghaiDayOf, type Calendar, type RevisedYear } from '@fundwatch/domain/calendar';
import type { Role } from '@fundwatch/domain/identity';

/** Somebody of the tests. */
export interface Person {
  name: string;
  role: Role;
  organisation: string;
  account: string;
}

/** One alert as the pure decisions have it, with all that was written of it since the story began. */
export interface ModelAlert {
  alert: Alert;
  branches: Branch[];
  events: AlertEvent[];
  /** Departments that were ever asked. */
  consulted: string[];
  /** Notices that are written: kind, clock's owner and day. */
  told: Set<string>;
}

export const supervision: readonly Role[] = ['supervision_officer', 'supervision_head'];
const asksAgency: readonly string[] = ['received', 'returned', 'rectifying'];

/** The alerts of an office as nothing but `decide` and `decideBranch` make them: what the product must agree with. */
export class AlertModel {
  imported: RevisedYear[] = [];
  /** What happened so far, for whoever reads of a failure. */
  readonly story: string[] = [];

  constructor(
    public now: string,
    readonly settings: AlertSettings,
    readonly people: readonly Person[],
    readonly alerts: ModelAlert[],
  ) {}

  get calendar(): Calendar {
    return composeCalendar(this.imported);
  }

  get today(): string {
    return shanghaiDayOf(this.now);
  }

  /** Whether somebody knows of the alert at all. */
  sees({ role, organisation }: Person, { alert, consulted }: ModelAlert): boolean {
    if (supervision.includes(role)) return true;
    if (alert.dispatchedAt === null) return role === 'bureau_leader' && !alert.baseline;
    if (role === 'bureau_leader') return true;
    return role === 'line_department' ? consulted.includes(organisation) : alert.agency === organisation;
  }

  seesBranch(person: Person, branch: Branch): boolean {
    if (person.role === 'line_department') return branch.department === person.organisation;
    return branch.agencyMaySee || supervision.includes(person.role) || person.role === 'bureau_leader';
  }

  /** A command of a person. @returns the refusal's code, or null */
  command(person: Person, of: ModelAlert, request: CommandRequest): string | null {
    return this.attempt(() => {
      if (!this.sees(person, of)) throw new DomainError('NOT_FOUND');
      const { alert, events } = decide(of.alert, request, this.context(person));
      const { answer } = request;
      if (request.command === 'answer' && answer?.problemType === 'P11') {
        const id = this.nextBranch(of);
        const asked = decideBranch(
          alert,
          { id },
          {
            kind: 'extension',
            command: 'open',
            revision: alert.revision,
            reason: answer.fields['plan'],
            until: answer.fields['planDate'],
            details: {},
          },
          this.context(person),
        );
        this.keep(of, asked.alert, [...events, ...asked.events], asked.branch);
      } else this.keep(of, alert, events);
    });
  }

  /** A step of a branch by a person. @returns the refusal's code, or null */
  step(person: Person, of: ModelAlert, branch: Branch | null, request: BranchRequest): string | null {
    return this.attempt(() => {
      if (!this.sees(person, of) || (branch && !this.seesBranch(person, branch))) throw new DomainError('NOT_FOUND');
      const decision = decideBranch(of.alert, branch ?? { id: this.nextBranch(of) }, request, this.context(person));
      this.keep(of, decision.alert, decision.events, decision.branch);
      if (request.command === 'open' && request.department) of.consulted.push(request.department);
    });
  }

  receiveAutomatically(): void {
    for (const of of this.alerts) {
      const { alert } = of;
      if (alert.state === 'dispatched' && alert.autoReceiptOn !== null && alert.autoReceiptOn <= this.today) {
        const decision = decide(alert, { command: 'auto_receive', revision: alert.revision }, this.context(null));
        this.keep(of, decision.alert, decision.events);
      }
      for (const branch of of.branches) {
        if (branch.kind !== 'consultation' || branch.state !== 'sent') continue;
        if (branch.autoReceiptOn === null || branch.autoReceiptOn > this.today) continue;
        this.attempt(() => {
          const request = {
            kind: 'consultation',
            command: 'auto_receive',
            revision: of.alert.revision,
            details: {},
          } as const;
          const decision = decideBranch(of.alert, branch, request, this.context(null));
          this.keep(of, decision.alert, decision.events, decision.branch);
        });
      }
    }
  }

  writeReminders(): void {
    for (const of of this.alerts) {
      const { alert } = of;
      for (const { kind, clock, dueOn } of reminders(alert, this.now, this.calendar, this.settings))
        this.tell(of, `${kind} ${dueOn}`, kind, { clock, dueOn }, true);
      for (const branch of of.branches)
        for (const { kind, clock, dueOn } of branchReminders(branch, this.now, this.calendar, this.settings))
          this.tell(
            of,
            `${branch.id} ${kind} ${dueOn}`,
            kind,
            { clock, dueOn, branchId: branch.id },
            branch.agencyMaySee && alert.dispatchedAt !== null,
          );
    }
  }

  fillWaiting(): void {
    const { now, calendar, settings } = this;
    for (const of of this.alerts) {
      const filled = fillCalendar(of.alert, { now, calendar, settings });
      if (filled) this.keep(of, filled.alert, filled.events);
      for (const branch of of.branches) {
        const done = fillBranchCalendar(of.alert, branch, { now, calendar, settings });
        if (done) this.keep(of, of.alert, [done.event], done.branch);
      }
    }
  }

  /** A year is imported; one that is there already moves the dates that lie ahead. */
  importYear(year: RevisedYear): void {
    this.imported = [...this.imported, year];
    this.fillWaiting();
    if (year.revision === 1) return;
    const { now, today, calendar, settings } = this;
    for (const of of this.alerts) {
      const moved = moveDeadline(of.alert, { now, today, calendar, settings });
      if (moved) this.keep(of, moved.alert, moved.events);
      for (const branch of of.branches) {
        const done = moveBranchDeadline(of.alert, branch, { now, today, calendar });
        if (done) this.keep(of, of.alert, [done.event], done.branch);
      }
    }
  }

  /** How many alerts stand in a bucket of this person's queue. */
  countBucket(person: Person, bucket: string, soonThrough: string | null): number {
    return this.alerts.filter((of) => this.sees(person, of) && this.isIn(bucket, of.alert, soonThrough)).length;
  }

  private isIn(bucket: string, alert: Alert, soonThrough: string | null): boolean {
    const { state } = alert;
    const due = asksAgency.includes(state) ? (runningClock(alert)?.dueOn ?? null) : null;
    const out = alert.openBranches.some((kind) => ['consultation', 'field_check', 'supervise_order'].includes(kind));
    const ended = ['closed', 'dismissed', 'withdrawn'].includes(state);
    const is: Record<string, boolean> = {
      office_turn:
        ['raised', 'screened', 'rectified', 'in_second_review'].includes(state) || (state === 'answered' && !out),
      overdue: due !== null && due < this.today,
      due_today: due === this.today,
      due_soon: due !== null && soonThrough !== null && due > this.today && due <= soonThrough,
      to_screen: state === 'raised',
      to_dispatch: state === 'screened',
      to_review: state === 'answered' && !out,
      to_accept: state === 'rectified' || state === 'in_second_review',
      waiting_branch: state === 'answered' && out,
      waiting_agency: state === 'dispatched' || asksAgency.includes(state),
      to_receive: state === 'dispatched',
      to_answer: asksAgency.includes(state),
      waiting_calendar: alert.waitingForCalendar && !ended,
    };
    const found = is[bucket];
    if (found === undefined) throw new Error(`bucket ${bucket} is unknown to the model`);
    return found;
  }

  private nextBranch({ branches }: ModelAlert): string {
    return `branch ${branches.length + 1}`;
  }

  private tell(
    of: ModelAlert,
    key: string,
    type: AlertEvent['type'],
    details: Record<string, unknown>,
    agencyMaySee: boolean,
  ): void {
    if (of.told.has(key)) return;
    of.told.add(key);
    const { state } = of.alert;
    of.events.push({ type, fromState: state, toState: state, at: this.now, reason: null, details, agencyMaySee });
  }

  private keep(of: ModelAlert, alert: Alert, events: readonly AlertEvent[], branch?: Branch): void {
    of.alert = alert;
    of.events.push(...events);
    if (!branch) return;
    const place = of.branches.findIndex(({ id }) => id === branch.id);
    if (place < 0) of.branches.push(branch);
    else of.branches[place] = branch;
  }

  private attempt(work: () => void): string | null {
    try {
      work();
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }

  private context(person: Person | null): DecideContext {
    const by: Commander = person
      ? { kind: 'user', account: person.account, roles: [person.role], organisation: person.organisation }
      : { kind: 'system' };
    return { now: this.now, by, calendar: this.calendar, settings: this.settings };
  }
}
