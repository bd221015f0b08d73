import type { AssignmentSide, Colleague, StandInDays } from '@fundwatch/domain/alert';
import { agencyRoles, supervisionRoles, type Role } from '@fundwatch/domain/identity';
import type { EntityManager } from 'typeorm';
import { StandInRow } from '../entities/index.js';
import { prepared } from '../prepared.js';
import { isOpen, saidKind } from './alert-conditions.js';

/** Who works on alerts on one side, and how much each has. */
export interface ColleagueRecord {
  userId: string;
  displayName: string;
  roles: Role[];
  open: number;
}

export interface StandInRecord extends StandInDays {
  id: string;
  absentName: string;
  standInName: string;
  reason: string;
  enteredByName: string;
}

const columnOf: Record<AssignmentSide, string> = { office: 'officer', agency: 'handler' };
const rolesOf: Record<AssignmentSide, readonly Role[]> = { office: supervisionRoles, agency: agencyRoles };

const standInColumns = `s.id, s.absent, s.stand_in as "standIn", s.from_on as "fromOn", s.until_on as "untilOn", s.reason,
  s.entered_by_name as "enteredByName", a.display_name as "absentName", b.display_name as "standInName"`;
const standInFrom = `stand_in s join app_user a on a.id = s.absent join app_user b on b.id = s.stand_in`;

/** Whose work alerts are, and who stands in for whom. */
export class AssignmentRepository {
  constructor(private readonly manager: EntityManager) {}

  /** An account as somebody that alerts may be given to. */
  async colleague(account: string): Promise<Colleague | null> {
    const rows: Colleague[] = await this.manager.query(
      `select id as account, display_name as "displayName", roles, organisation, disabled_at is not null as disabled from app_user where id = $1`,
      [account],
    );
    return rows[0] ?? null;
  }

  /** Everybody of a side who may have alerts; at an agency those of the organisation. In the order of their names. */
  async colleagues(side: AssignmentSide, organisation: string): Promise<ColleagueRecord[]> {
    return this.manager.query(
      `select u.id as "userId", u.display_name as "displayName", u.roles,
         (select count(*) from alert a where a.${columnOf[side]} = u.id and ${isOpen})::integer as open
       from app_user u
       where u.disabled_at is null and u.roles && $1::text[] and ($2::text is null or u.organisation = $2)
       order by u.display_name collate "C", u.id`,
      [rolesOf[side], side === 'agency' ? organisation : null],
    );
  }

  /** Who has the alert on that side; null: nobody. */
  async assignee(alertId: string, side: AssignmentSide): Promise<{ account: string; displayName: string } | null> {
    const rows: { account: string; displayName: string }[] = await this.manager.query(
      `select u.id as account, u.display_name as "displayName" from alert a join app_user u on u.id = a.${columnOf[side]} where a.id = $1`,
      [alertId],
    );
    return rows[0] ?? null;
  }

  /** The caller holds the alert's row. */
  async assign(alertId: string, side: AssignmentSide, account: string): Promise<void> {
    await this.manager.query(`update alert set ${columnOf[side]} = $2 where id = $1`, [alertId, account]);
  }

  /** Open alerts of a colleague, the most urgent first. */
  async openOf(account: string, side: AssignmentSide): Promise<string[]> {
    const rows: { id: string }[] = await this.manager.query(
      `select a.id from alert a where a.${columnOf[side]} = $1 and ${isOpen} order by a.due_on nulls last, a.id`,
      [account],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Whether the alert questions the work of this account: its subject, a hit's subject or a column of the evidence that names
   * clerks is the staff number that the account has, at the alert's own agency.
   */
  async questionsWorkOf(alertId: string, account: string): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      prepared(`select from alert a join app_user u on u.id = $2 and u.organisation = a.agency and u.staff_no is not null
         left join indicator_definition d on d.hash = a.definition_hash left join alert_source s on s.alert_id = a.id
       where a.id = $1 and (
         (${saidKind} = 'staff_no' and a.subject = u.staff_no)
         or exists (select from alert_hit h where h.alert_id = a.id and (
           (${saidKind} = 'staff_no' and h.subject = u.staff_no)
           or exists (select from jsonb_each_text(h.evidence) e
             where (e.key like '%staff\\_no%' or e.key like '%\\_by')
               and (e.value = u.staff_no or u.staff_no = any (regexp_split_to_array(e.value, '[\\s,;/、，；]+')))))))`),
      [alertId, account],
    );
    return rows.length > 0;
  }

  /** Stand-ins that run on `day` or are to come, on one side; at an agency those of the organisation. */
  async standIns(side: AssignmentSide, organisation: string, day: string): Promise<StandInRecord[]> {
    return this.manager.query(
      `select ${standInColumns} from ${standInFrom}
       where s.ended_at is null and s.until_on >= $1 and a.roles && $2::text[] and ($3::text is null or s.organisation = $3)
       order by s.from_on, s.id`,
      [day, rolesOf[side], side === 'agency' ? organisation : null],
    );
  }

  /** Names of the absent colleagues for whom the account stands in on `day`. */
  async standsInFor(account: string, day: string): Promise<string[]> {
    const rows: { name: string }[] = await this.manager.query(
      prepared(
        `select a.display_name as name from ${standInFrom}
         where s.stand_in = $1 and s.ended_at is null and $2::date between s.from_on and s.until_on order by 1`,
      ),
      [account, day],
    );
    return rows.map(({ name }) => name);
  }

  async insertStandIn(
    standIn: StandInDays & {
      id: string;
      organisation: string;
      reason: string;
      enteredByName: string;
      enteredAt: string;
    },
  ): Promise<void> {
    await this.manager.insert(StandInRow, { ...standIn, endedByName: null, endedAt: null });
  }

  /** Holds a stand-in that is not ended until the transaction ends. */
  async lockStandIn(id: string): Promise<StandInRecord | null> {
    const rows: StandInRecord[] = await this.manager.query(
      `select ${standInColumns} from ${standInFrom} where s.id = $1 and s.ended_at is null for update of s`,
      [id],
    );
    return rows[0] ?? null;
  }

  async endStandIn(id: string, endedByName: string, endedAt: string): Promise<void> {
    await this.manager.update(StandInRow, { id }, { endedByName, endedAt });
  }

  /** Two stand-ins for one person are not entered at once. */
  async lockColleague(account: string): Promise<void> {
    await this.manager.query(`select from app_user where id = $1 for update`, [account]);
  }
}
