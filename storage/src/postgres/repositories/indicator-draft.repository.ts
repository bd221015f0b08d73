import type { DraftCheckResult, DraftCheckState, DraftTexts, IndicatorDefinition } from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import { IndicatorDraftRow } from '../entities/index.js';

/** A draft of an indicator of the office. */
export interface IndicatorDraft extends DraftTexts {
  id: string;
  code: string;
  author: string;
  authorName: string;
  revision: number;
  createdAt: string;
  updatedAt: string;
  checkState: DraftCheckState;
  /** The revision that was, or is to be, checked. */
  checkRevision: number | null;
  checkedAt: string | null;
  checkResult: DraftCheckResult | null;
  definition: IndicatorDefinition | null;
  versionId: string | null;
}

const columns = `id, code, author, author_name as "authorName", document, query, cases, revision, created_at as "createdAt",
  updated_at as "updatedAt", check_state as "checkState", check_revision as "checkRevision", checked_at as "checkedAt",
  check_result as "checkResult", definition, version_id as "versionId"`;

/** A claim older than this was left by a process that died. */
const STALE_CLAIM = '10 minutes';

/** Drafts of the office's own indicators. */
export class IndicatorDraftRepository {
  constructor(private readonly manager: EntityManager) {}

  async get(id: string): Promise<IndicatorDraft | null> {
    return (await this.query(`select ${columns} from indicator_draft where id = $1`, [id]))[0] ?? null;
  }

  /** The latest touched first. */
  async list(limit: number): Promise<IndicatorDraft[]> {
    return this.query(`select ${columns} from indicator_draft order by updated_at desc, id limit $1`, [limit]);
  }

  async insert(draft: Pick<IndicatorDraft, 'id' | 'code' | 'author' | 'authorName' | 'createdAt'> & DraftTexts) {
    await this.manager.insert(IndicatorDraftRow, {
      ...draft,
      revision: 1,
      updatedAt: draft.createdAt,
      checkState: 'none',
      checkRevision: null,
      checkClaimedAt: null,
      checkedAt: null,
      checkResult: null,
      definition: null,
      versionId: null,
    });
  }

  /** Saves over that revision; false when somebody saved in between. */
  async save(id: string, revision: number, texts: DraftTexts, at: string): Promise<boolean> {
    const [rows] = (await this.manager.query(
      `update indicator_draft set document = $3, query = $4, cases = $5, revision = revision + 1, updated_at = $6
       where id = $1 and revision = $2 returning id`,
      [id, revision, texts.document, texts.query, texts.cases, at],
    )) as [unknown[], number];
    return rows.length > 0;
  }

  async delete(id: string): Promise<void> {
    await this.manager.query(`delete from indicator_draft where id = $1`, [id]);
  }

  async setVersion(id: string, versionId: string): Promise<void> {
    await this.manager.query(`update indicator_draft set version_id = $2 where id = $1`, [id, versionId]);
  }

  /** Asks for a check of that revision; one that still runs over an older one loses its claim. */
  async requestCheck(id: string, revision: number): Promise<void> {
    await this.manager.query(
      `update indicator_draft set check_state = 'waiting', check_revision = $2, check_claimed_at = null, check_result = null,
         definition = null, checked_at = null where id = $1 and revision = $2`,
      [id, revision],
    );
  }

  /** Drafts whose check waits, or whose worker died. */
  async openChecks(now: string): Promise<{ id: string; revision: number }[]> {
    return this.manager.query(
      `select id, check_revision as revision from indicator_draft where check_revision = revision and (check_state = 'waiting'
         or (check_state = 'running' and check_claimed_at < $1::timestamptz - interval '${STALE_CLAIM}')) order by id`,
      [now],
    );
  }

  /** For one caller: the check of that revision is his to run. Null: done, another's, or of other texts by now. */
  async claimCheck(id: string, revision: number, now: string): Promise<IndicatorDraft | null> {
    const [rows] = (await this.manager.query(
      `update indicator_draft set check_state = 'running', check_claimed_at = $3
       where id = $1 and check_revision = $2 and revision = $2 and (check_state = 'waiting'
         or (check_state = 'running' and check_claimed_at < $3::timestamptz - interval '${STALE_CLAIM}'))
       returning ${columns}`,
      [id, revision, now],
    )) as [IndicatorDraft[], number];
    return rows[0] ?? null;
  }

  /** Keeps what a check found, unless another was asked for meanwhile. */
  async finishCheck(
    id: string,
    revision: number,
    at: string,
    outcome: { result: DraftCheckResult; definition: object | null },
  ): Promise<void> {
    await this.manager.query(
      `update indicator_draft set check_state = $3, checked_at = $4, check_result = $5::jsonb, definition = $6::jsonb, check_claimed_at = null
       where id = $1 and check_revision = $2 and check_state = 'running'`,
      [
        id,
        revision,
        outcome.result.failure ? 'failed' : 'done',
        at,
        JSON.stringify(outcome.result),
        outcome.definition && JSON.stringify(outcome.definition),
      ],
    );
  }

  private query(sql: string, values: unknown[]): Promise<IndicatorDraft[]> {
    return this.manager.query(sql, values);
  }
}
