import type { Branch, ReminderKind } from '@fundwatch/domain/alert';
import { In, IsNull, type EntityManager } from 'typeorm';
import { AlertBranchRow, AttachmentRow } from '../entities/index.js';
import { prepared } from '../prepared.js';
import type { Attachment } from './answer.repository.js';
import { unwritten, valuesOf, type ReminderDays } from './reminder-days.js';

/** A branch as pages show it. */
export interface StoredBranch extends Branch {
  openedByName: string;
  departmentName: string | null;
}

/** A branch in a list over alerts, and where it stands in the list's order. */
export interface ListedBranch extends StoredBranch {
  key: (string | number)[];
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const properties: Record<keyof Branch, true> = {
  id: true,
  alertId: true,
  agency: true,
  kind: true,
  state: true,
  openedBy: true,
  openedAt: true,
  department: true,
  autoReceiptOn: true,
  receivedOn: true,
  dueOn: true,
  calendarVersion: true,
  endedAt: true,
  agencyMaySee: true,
  details: true,
};
const columns = [
  ...Object.keys(properties).map((name) => `b.${snake(name)} as "${name}"`),
  `b.opened_by_name as "openedByName"`,
  `o.name as "departmentName"`,
].join(', ');
const from = `alert_branch b left join organisation o on o.code = b.department`;
/** Consultations by the date that runs: of the opinion, else of the receipt; what has none last. */
const consultationDate = `coalesce(b.due_on, b.auto_receipt_on, '9999-12-31'::date)`;
const opened = `to_char(b.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** What runs beside alerts. Who changes one holds its alert's row. */
export class BranchRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Of one alert, in the order in which they were opened. */
  async list(alertId: string): Promise<StoredBranch[]> {
    return this.manager.query(prepared(`select ${columns} from ${from} where b.alert_id = $1 order by b.sequence`), [
      alertId,
    ]);
  }

  /** Null where there is none, or none that this context may see. */
  async get(alertId: string, id: string): Promise<StoredBranch | null> {
    const rows: StoredBranch[] = await this.manager.query(
      `select ${columns} from ${from} where b.alert_id = $1 and b.id = $2`,
      [alertId, id],
    );
    return rows[0] ?? null;
  }

  async insert(branch: Branch, openedByName: string): Promise<void> {
    const [next]: { sequence: number }[] = await this.manager.query(`select next_alert_branch($1) as sequence`, [
      branch.alertId,
    ]);
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(AlertBranchRow)
      .values({ ...branch, details: branch.details as object, openedByName, sequence: next!.sequence })
      .returning([])
      .updateEntity(false)
      .execute();
    if (branch.department !== null)
      await this.manager.query(
        `update alert set consulted = array_append(consulted, $2) where id = $1 and not consulted @> array[$2]`,
        [branch.alertId, branch.department],
      );
  }

  async save({ id, ...change }: Branch): Promise<void> {
    await this.manager.update(AlertBranchRow, { id }, { ...change, details: change.details as object });
  }

  /** Gives a step's files to its branch. Returns how many of them this account had uploaded for one. */
  async claimAttachments(alertId: string, branchId: string, account: string, ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0;
    const claimed = await this.manager.update(
      AttachmentRow,
      { alertId, id: In([...ids]), forBranch: true, branchId: IsNull(), uploadedBy: account },
      { branchId },
    );
    return claimed.affected ?? 0;
  }

  /** The files of an alert's branches, earliest first. */
  async attachments(alertId: string): Promise<Attachment[]> {
    return this.manager.find(AttachmentRow, {
      where: { alertId, forBranch: true },
      order: { uploadedAt: 'ASC', id: 'ASC' },
    });
  }

  async attachmentsOf(branchIds: readonly string[]): Promise<Attachment[]> {
    return this.manager.find(AttachmentRow, {
      where: { branchId: In([...branchIds]) },
      order: { uploadedAt: 'ASC', id: 'ASC' },
    });
  }

  /** The next number of a supervise order in that year. */
  async nextOrder(year: number): Promise<number> {
    const rows: { last: number }[] = await this.manager.query(
      `insert into order_number (year, last) values ($1, 1) on conflict (year) do update set last = order_number.last + 1 returning last`,
      [year],
    );
    return rows[0]!.last;
  }

  /** Consultations, of one department or all, the earliest date first. */
  async consultations(
    { department, open }: { department: string | null; open: boolean },
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<{ rows: ListedBranch[]; total: number }> {
    const where = `b.kind = 'consultation' and ($1::text is null or b.department = $1) and b.ended_at is ${open ? '' : 'not '}null`;
    const key = `json_build_array(${consultationDate}::text, ${opened}, b.id)`;
    const rows: ListedBranch[] = await this.manager.query(
      `select ${columns}, ${key} as key from ${from} where ${where}
         and ($2::date is null or (${consultationDate}, b.opened_at, b.id) > ($2, $3::timestamptz, $4::uuid))
       order by ${consultationDate}, b.opened_at, b.id limit $5`,
      [department, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
    );
    return { rows, total: await this.count(where, [department]) };
  }

  /** Consultations that count as received by `day`, longest due first. */
  async dueForAutomaticReceipt(day: string, limit: number): Promise<{ id: string; alertId: string }[]> {
    return this.manager.query(
      `select id, alert_id as "alertId" from alert_branch
       where kind = 'consultation' and state = 'sent' and auto_receipt_on <= $1 order by auto_receipt_on, id limit $2`,
      [day, limit],
    );
  }

  /** Open consultations with a date that waits for its calendar. */
  async waitingForCalendar(): Promise<{ id: string; alertId: string }[]> {
    return this.manager.query(
      `select id, alert_id as "alertId" from alert_branch
       where kind = 'consultation' and ended_at is null and (auto_receipt_on is null or (received_on is not null and due_on is null))
       order by id`,
    );
  }

  /** Open consultations whose opinion is due on or after `today`. */
  async withOpenDeadline(today: string): Promise<{ id: string; alertId: string }[]> {
    return this.manager.query(
      `select id, alert_id as "alertId" from alert_branch
       where kind = 'consultation' and ended_at is null and due_on >= $1 order by id`,
      [today],
    );
  }

  /** Branches with a date to keep and a notice for it that is due and not written yet; they have no agency's head to tell. */
  async dueForReminder(days: ReminderDays, limit: number): Promise<{ id: string; alertId: string }[]> {
    return this.manager.query(
      `select b.id, b.alert_id as "alertId" from alert_branch b
       where b.ended_at is null and b.kind in ('consultation', 'supervise_order') and b.due_on <= $2
         and exists (${unwritten('branch_reminder', 'r.branch_id = b.id', 'b.due_on')})
       order by b.due_on, b.id limit $5`,
      [...valuesOf({ ...days, agencyHeadThrough: null }), limit],
    );
  }

  /** Claims one notice of one date; false when it is written already, whoever wrote it. */
  async claimReminder(branchId: string, kind: ReminderKind, dueOn: string, at: string): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `insert into branch_reminder (branch_id, kind, due_on, written_at) values ($1, $2, $3, $4) on conflict do nothing returning branch_id`,
      [branchId, kind, dueOn, at],
    );
    return rows.length > 0;
  }

  private async count(where: string, values: unknown[]): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from alert_branch b where ${where}`,
      values,
    );
    return rows[0]?.count ?? 0;
  }
}
