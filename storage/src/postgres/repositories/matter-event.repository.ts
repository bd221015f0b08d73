import { DomainError } from '@fundwatch/domain';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { EntityManager } from 'typeorm';
import { MatterEventRow } from '../entities/index.js';
import { writeMatterNotices } from './write-notices.js';

export type MatterOfEvent = 'inspection' | 'major_matter';

/** An entry of the timeline of an inspection or a major matter. */
export interface MatterEvent<Type extends string = string> {
  type: Type;
  at: string;
  reason: string | null;
  details: Record<string, unknown>;
}
export interface StoredMatterEvent extends MatterEvent {
  id: string;
  actor: string;
}

/** Timelines of inspections and major matters, and the numbers that they have. */
export class MatterEventRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly context: RequestContext,
  ) {}

  /** The next number of the year. */
  async nextNumber(kind: MatterOfEvent, year: number): Promise<number> {
    const rows: { last: number }[] = await this.manager.query(
      `insert into matter_number (kind, year, last) values ($1, $2, 1)
       on conflict (kind, year) do update set last = matter_number.last + 1 returning last`,
      [kind, year],
    );
    return rows[0]!.last;
  }

  async append(matter: MatterOfEvent, matterId: string, event: MatterEvent): Promise<void> {
    const { actor } = this.context;
    if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(MatterEventRow)
      .values({
        ...event,
        details: event.details as object,
        matter,
        matterId,
        actor: actor.displayName,
        account: actor.userId,
      })
      .returning([])
      .updateEntity(false)
      .execute();
    await writeMatterNotices(this.manager, actor.userId, matter, matterId, event);
  }

  /** Tells of a date; the product does it by itself, and the timeline is of what people do. */
  async tellOfDate(
    matter: MatterOfEvent,
    matterId: string,
    date: { type: string; at: string; dueOn: string },
  ): Promise<void> {
    await writeMatterNotices(this.manager, null, matter, matterId, date);
  }

  /** Earliest first. */
  async list(matter: MatterOfEvent, matterId: string): Promise<StoredMatterEvent[]> {
    return this.manager.query(
      `select id::text as id, type, actor, at, reason, details from matter_event where matter = $1 and matter_id = $2
       order by matter_event.id`,
      [matter, matterId],
    );
  }
}
