import { DomainError } from '@fundwatch/domain';
import type { Inspection, InspectionMember } from '@fundwatch/domain/inspection';
import type { EntityManager } from 'typeorm';
import { prepared } from '../prepared.js';
import { InspectionRow, WorkRecordRow } from '../entities/index.js';
import { countedWhere, type MatterCounted } from './matter-days.js';

/** An inspection as lists and its page show it. */
export interface InspectionRecord extends Inspection {
  agencyName: string;
  openedByName: string;
  approvedByName: string | null;
  records: number;
  alerts: number;
}

export interface InspectionMemberRecord extends InspectionMember {
  name: string;
}

/** 检查工作记录, one matter a sheet. */
export interface WorkRecord {
  id: string;
  inspectionId: string;
  sequence: number;
  matter: string;
  found: string;
  recordedOn: string;
  recordedBy: string;
  recordedByName: string;
  recordedAt: string;
}

/** Which inspections: under way in the wide sense, or over. */
export interface InspectionFilter {
  open?: boolean | undefined;
  /** What a figure of a report counted. */
  counted?: MatterCounted | undefined;
}

const names: Record<keyof Inspection, true> = {
  id: true,
  number: true,
  kind: true,
  title: true,
  agency: true,
  scope: true,
  state: true,
  revision: true,
  openedBy: true,
  openedAt: true,
  startOn: true,
  endOn: true,
  carryInReason: true,
  specialReason: true,
  approvedBy: true,
  approvedAt: true,
  notifiedOn: true,
  begunOn: true,
  endedOn: true,
  draftDueOn: true,
  draft: true,
  draftedOn: true,
  receivedOn: true,
  objectionDueOn: true,
  objectedOn: true,
  confirmedBy: true,
  confirmedOn: true,
  rectificationDueOn: true,
  finishedOn: true,
  calendarVersion: true,
};
const columns = Object.keys(names)
  .map((name) => `i.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} as "${name}"`)
  .join(', ');
const listed = `${columns}, o.name as "agencyName", u.display_name as "openedByName", v.display_name as "approvedByName",
  (select count(*)::integer from work_record r where r.inspection_id = i.id) as records,
  (select count(*)::integer from inspection_alert l where l.inspection_id = i.id) as alerts`;
const from = `inspection i join organisation o on o.code = i.agency join app_user u on u.id = i.opened_by
  left join app_user v on v.id = i.approved_by`;
const isOver = `(i.state in ('finished', 'cancelled'))`;
const order = `${isOver}::integer, (extract(epoch from i.opened_at) * -1000000)::bigint, i.id`;
const conditions = `($1::boolean is null or ${isOver} <> $1)`;

/** Inspections with their teams, work records and alerts. */
export class InspectionRepository {
  constructor(private readonly manager: EntityManager) {}

  async get(id: string): Promise<InspectionRecord | null> {
    const rows: InspectionRecord[] = await this.manager.query(`select ${listed} from ${from} where i.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Reads the inspection and holds it until the transaction ends. */
  async lock(id: string): Promise<Inspection | null> {
    const rows: Inspection[] = await this.manager.query(
      `select ${columns} from inspection i where i.id = $1 for update`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Inspections with a date that waits for its calendar. */
  async waitingForCalendar(): Promise<string[]> {
    const rows: { id: string }[] = await this.manager.query(
      `select i.id from inspection i where not ${isOver} and (
         (i.ended_on is not null and i.draft_due_on is null) or (i.received_on is not null and i.objection_due_on is null)
         or (i.confirmed_on is not null and i.rectification_due_on is null)) order by i.id`,
    );
    return rows.map(({ id }) => id);
  }

  /** Inspections with a date on or after `today`; which one runs is the domain's to say. */
  async withOpenDate(today: string): Promise<string[]> {
    const rows: { id: string }[] = await this.manager.query(
      `select i.id from inspection i where not ${isOver}
         and greatest(i.draft_due_on, i.objection_due_on, i.rectification_due_on) >= $1 order by i.id`,
      [today],
    );
    return rows.map(({ id }) => id);
  }

  /** Inspections with a date by `through` of which nothing was told that could be told now; near and past ones are told apart. */
  async dueForReminder(through: string, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.manager.query(
      `select i.id from inspection i,
         lateral (select case when i.state = 'ended' then 'draft' else 'rectification' end as clock,
           case when i.state = 'ended' then i.draft_due_on else i.rectification_due_on end as due_on) d
       where i.state in ('ended', 'confirmed', 'rectifying') and d.due_on <= $1
         and not exists (select from inspection_reminder r
           where r.inspection_id = i.id and r.kind = d.clock || '_breach' and r.due_on = d.due_on)
       order by d.due_on, i.id limit $2`,
      [through, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** True for the one that tells of this date. */
  async claimReminder(id: string, kind: string, dueOn: string, at: string): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `insert into inspection_reminder (inspection_id, kind, due_on, written_at) values ($1, $2, $3, $4)
       on conflict do nothing returning kind`,
      [id, kind, dueOn, at],
    );
    return rows.length > 0;
  }

  async insert(one: Inspection): Promise<void> {
    await this.manager.insert(InspectionRow, one);
  }

  /** @throws DomainError MATTER_CHANGED if somebody was quicker */
  async save(before: Inspection, after: Inspection): Promise<void> {
    const { id, ...change } = after;
    const result = await this.manager.update(InspectionRow, { id, revision: before.revision }, change);
    if (result.affected !== 1) throw new DomainError('MATTER_CHANGED', { seen: before.revision });
  }

  /** Accounts of the office that can be in a team. */
  async inspectors(roles: readonly string[]): Promise<{ account: string; name: string; organisation: string }[]> {
    return this.manager.query(
      `select id as account, display_name as name, organisation from app_user where disabled_at is null and roles && $1::text[]
       order by display_name, id limit 500`,
      [roles],
    );
  }

  /** The team, who leads it first. */
  async team(id: string): Promise<InspectionMemberRecord[]> {
    return this.manager.query(
      `select m.account, u.organisation, u.display_name as name, m.leads, m.interested
       from inspection_member m join app_user u on u.id = m.account where m.inspection_id = $1
       order by m.leads desc, u.display_name, m.account`,
      [id],
    );
  }

  /** Sets the team; what somebody declared stays while he stays in it and the agency is the same. */
  async setTeam(
    id: string,
    team: readonly { account: string; leads: boolean }[],
    keepDeclarations: boolean,
  ): Promise<void> {
    await this.manager.query(
      `delete from inspection_member where inspection_id = $1 and not account = any ($2::uuid[])`,
      [id, team.map(({ account }) => account)],
    );
    await this.manager.query(
      `insert into inspection_member (inspection_id, account, leads)
       select $1, account, leads from jsonb_to_recordset($2::jsonb) as r(account uuid, leads boolean)
       on conflict (inspection_id, account) do update set leads = excluded.leads`,
      [id, JSON.stringify(team)],
    );
    if (!keepDeclarations)
      await this.manager.query(
        `update inspection_member set interested = null, declared_at = null where inspection_id = $1`,
        [id],
      );
  }

  /** False where the account is not in the team. */
  async declare(id: string, account: string, interested: boolean, at: string): Promise<boolean> {
    const rows: [unknown[], number] = await this.manager.query(
      `update inspection_member set interested = $3, declared_at = $4 where inspection_id = $1 and account = $2 returning account`,
      [id, account, interested, at],
    );
    return rows[1] === 1;
  }

  async records(id: string): Promise<WorkRecord[]> {
    return this.manager.find(WorkRecordRow, { where: { inspectionId: id }, order: { sequence: 'ASC' } });
  }

  /** The caller holds the inspection, so numbers follow each other. */
  async addRecord(record: Omit<WorkRecord, 'sequence'>): Promise<void> {
    const [last]: { sequence: number }[] = await this.manager.query(
      `select coalesce(max(sequence), 0) as sequence from work_record where inspection_id = $1`,
      [record.inspectionId],
    );
    await this.manager.insert(WorkRecordRow, { ...record, sequence: (last?.sequence ?? 0) + 1 });
  }

  async alertIds(id: string): Promise<string[]> {
    const rows: { id: string }[] = await this.manager.query(
      `select a.id from inspection_alert l join alert a on a.id = l.alert_id where l.inspection_id = $1 order by a.number`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  /** Links alerts of the inspected agency; returns how many are linked of those asked for. */
  async setAlerts(id: string, agency: string, alertIds: readonly string[]): Promise<number> {
    await this.manager.query(`delete from inspection_alert where inspection_id = $1`, [id]);
    const rows: unknown[] = await this.manager.query(
      `insert into inspection_alert (inspection_id, alert_id) select $1, id from alert where id = any ($2::uuid[]) and agency = $3
       returning alert_id`,
      [id, alertIds, agency],
    );
    return rows.length;
  }

  /** The inspections that an alert is linked to, latest first. */
  async ofAlert(alertId: string): Promise<Pick<Inspection, 'id' | 'number' | 'title' | 'state'>[]> {
    return this.manager.query(
      prepared(
        `select i.id, i.number, i.title, i.state from inspection_alert l join inspection i on i.id = l.inspection_id
         where l.alert_id = $1 order by i.opened_at desc, i.id`,
      ),
      [alertId],
    );
  }

  /** Open ones first, then the latest. */
  async list(
    filter: InspectionFilter,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<(InspectionRecord & { key: (string | number)[] })[]> {
    const counted = countedWhere(filter.counted, 6);
    return this.manager.query(
      `select ${listed}, json_build_array(${isOver}::integer, (extract(epoch from i.opened_at) * -1000000)::bigint::text, i.id) as key
       from ${from} where ${conditions} and ${counted.sql} and ($2::integer is null or (${order}) > ($2, $3::bigint, $4::uuid))
       order by ${order} limit $5`,
      [
        filter.open ?? null,
        ...Array.from({ length: 3 }, (_, index) => after?.[index] ?? null),
        limit,
        ...counted.values,
      ],
    );
  }

  async count(filter: InspectionFilter): Promise<number> {
    const counted = countedWhere(filter.counted, 2);
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from inspection i where ${conditions} and ${counted.sql}`,
      [filter.open ?? null, ...counted.values],
    );
    return rows[0]?.count ?? 0;
  }
}
