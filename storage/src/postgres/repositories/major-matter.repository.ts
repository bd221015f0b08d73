import { DomainError } from '@fundwatch/domain';
import type { MajorMatter } from '@fundwatch/domain/major-matter';
import type { EntityManager } from 'typeorm';
import { MajorMatterRow } from '../entities/index.js';
import { mayBeLost } from './alert-conditions.js';
import { countedWhere, type MatterCounted } from './matter-days.js';

/** A major matter as lists and its page show it. */
export interface MajorMatterRecord extends MajorMatter {
  caseNumber: string;
  caseTitle: string;
  openedByName: string;
  signedByName: string | null;
}

/** An open case that might be one. */
export interface MajorMatterCandidate {
  id: string;
  number: string;
  title: string;
  possibleLoss: string | null;
  investigated: boolean;
}

const columns = `m.id, m.number, m.case_id as "caseId", m.state, m.revision, m.suspicion, m.tier, m.amount::text as amount, m.investigated,
  m.report, m.opened_by as "openedBy", m.opened_at as "openedAt", m.signed_by as "signedBy", m.signed_at as "signedAt",
  m.reported_to as "reportedTo", m.report_number as "reportNumber", m.reported_on as "reportedOn"`;
const listed = `${columns}, c.number as "caseNumber", c.title as "caseTitle", u.display_name as "openedByName", s.display_name as "signedByName"`;
const from = `major_matter m join case_file c on c.id = m.case_id join app_user u on u.id = m.opened_by
  left join app_user s on s.id = m.signed_by`;
const waits = `(m.state not in ('proposed', 'signed'))`;
const order = `${waits}::integer, (extract(epoch from m.opened_at) * -1000000)::bigint, m.id`;

/** Major matters of cases. */
export class MajorMatterRepository {
  constructor(private readonly manager: EntityManager) {}

  async get(id: string): Promise<MajorMatterRecord | null> {
    const rows: MajorMatterRecord[] = await this.manager.query(`select ${listed} from ${from} where m.id = $1`, [id]);
    return rows[0] ?? null;
  }

  async lock(id: string): Promise<MajorMatter | null> {
    const rows: MajorMatter[] = await this.manager.query(
      `select ${columns} from major_matter m where m.id = $1 for update`,
      [id],
    );
    return rows[0] ?? null;
  }

  async insert(one: MajorMatter): Promise<void> {
    await this.manager.insert(MajorMatterRow, one);
  }

  /** @throws DomainError MATTER_CHANGED if somebody was quicker */
  async save(before: MajorMatter, after: MajorMatter): Promise<void> {
    const { id, ...change } = after;
    const result = await this.manager.update(MajorMatterRow, { id, revision: before.revision }, change);
    if (result.affected !== 1) throw new DomainError('MATTER_CHANGED', { seen: before.revision });
  }

  /** Whether one waits or stands for the case. */
  async standsFor(caseId: string): Promise<boolean> {
    return this.manager.existsBy(MajorMatterRow, [
      { caseId, state: 'proposed' },
      { caseId, state: 'signed' },
    ]);
  }

  /** Those of a case, latest first. */
  async ofCase(caseId: string): Promise<MajorMatterRecord[]> {
    return this.manager.query(`select ${listed} from ${from} where m.case_id = $1 order by m.opened_at desc, m.id`, [
      caseId,
    ]);
  }

  /** Those that wait for somebody first, then the latest. */
  async list(
    filter: { counted?: MatterCounted | undefined },
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<(MajorMatterRecord & { key: (string | number)[] })[]> {
    const counted = countedWhere(filter.counted, 5);
    return this.manager.query(
      `select ${listed}, json_build_array(${waits}::integer, (extract(epoch from m.opened_at) * -1000000)::bigint::text, m.id) as key
       from ${from} where ${counted.sql} and ($1::integer is null or (${order}) > ($1, $2::bigint, $3::uuid)) order by ${order} limit $4`,
      [...Array.from({ length: 3 }, (_, index) => after?.[index] ?? null), limit, ...counted.values],
    );
  }

  async count(filter: { counted?: MatterCounted | undefined }): Promise<number> {
    const counted = countedWhere(filter.counted, 1);
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from major_matter where ${counted.sql}`,
      counted.values,
    );
    return rows[0]?.count ?? 0;
  }

  /** Open cases without a major matter that reach the threshold or are investigated; the largest first. */
  async candidates(fromYuan: string, limit: number): Promise<MajorMatterCandidate[]> {
    return this.manager.query(
      `with sized as (
         select c.id, c.number, c.title, c.investigation_on is not null as investigated,
           coalesce(c.stated_loss, (select sum(a.amount) from case_alert m join alert a on a.id = m.alert_id where m.case_id = c.id and ${mayBeLost})) as loss
         from case_file c
         where c.state = 'open' and not exists (select from major_matter m where m.case_id = c.id and m.state in ('proposed', 'signed', 'reported'))
       )
       select id, number, title, loss::text as "possibleLoss", investigated from sized where investigated or loss >= $1::numeric
       order by loss desc nulls last, number limit $2`,
      [fromYuan, limit],
    );
  }
}
