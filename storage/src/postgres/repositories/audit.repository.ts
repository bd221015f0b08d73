import type { RequestContext } from '@fundwatch/domain/identity';
import type { EntityManager } from 'typeorm';
import { AuditEventRow } from '../entities/index.js';

/** One line of the audit trail; written in the transaction of what it tells. */
export interface AuditEntry {
  /** Verb phrase: `alert.dispatch`, `hits.unmask`, `user.add`. */
  action: string;
  target: { kind: string; id: string };
  /** Business time (the demonstration has its own clock); the real time is added. */
  businessAt: string;
  reason?: string | null;
  details?: Record<string, unknown>;
}

export class AuditRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly context: RequestContext,
  ) {}

  async append(entry: AuditEntry): Promise<void> {
    const { actor } = this.context;
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(AuditEventRow)
      .values({
        at: () => 'clock_timestamp()',
        businessAt: entry.businessAt,
        actor: actor.kind === 'user' ? actor.userName : actor.name,
        account: actor.kind === 'user' ? actor.userId : null,
        roles: [...this.context.roles],
        action: entry.action,
        targetKind: entry.target.kind,
        target: entry.target.id,
        reason: entry.reason ?? null,
        details: (entry.details ?? {}) as object,
        requestId: this.context.requestId,
      })
      // The writer may not read the trail back.
      .returning([])
      .updateEntity(false)
      .execute();
  }
}
