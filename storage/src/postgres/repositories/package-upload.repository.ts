import type { CheckError } from '@fundwatch/domain/collect';
import type { EntityManager } from 'typeorm';

/** An uploaded package on its way to becoming a submission. */
export interface ClaimedUpload {
  id: string;
  /** sha256 of the stored object. */
  object: string;
  fileName: string;
  /** The agency that the uploader may send for; null: for all (information institution). */
  agency: string | null;
  /** Why it is sent again, where the uploader said so. */
  reason: string | null;
  uploadedByName: string;
}

export type UploadOutcome = 'accepted' | 'refused' | 'already_here' | 'failed';

/** The checking side of uploaded packages. */
export class PackageUploadRepository {
  constructor(private readonly manager: EntityManager) {}

  /**
   * Holds an upload until the transaction ends: one checker at a time, and a checker that died lets go. Null: somebody
   * holds it, or it is settled.
   */
  async hold(id: string): Promise<ClaimedUpload | null> {
    const rows: { locked: boolean }[] = await this.manager.query(
      `select pg_try_advisory_xact_lock(hashtextextended('package upload ' || $1, 0)) as locked`,
      [id],
    );
    if (!rows[0]?.locked) return null;
    const found: ClaimedUpload[] = await this.manager.query(
      `select id, object, file_name as "fileName", agency, reason, uploaded_by_name as "uploadedByName" from package_upload where id = $1 and state in ('waiting', 'checking')`,
      [id],
    );
    return found[0] ?? null;
  }

  /** Shows that the check has begun. */
  async markChecking(id: string, at: string): Promise<void> {
    await this.manager.query(`update package_upload set state = 'checking', claimed_at = $2 where id = $1`, [id, at]);
  }

  async settle(
    id: string,
    state: UploadOutcome,
    submissionId: string | null,
    problems: readonly CheckError[],
  ): Promise<void> {
    await this.manager.query(
      `update package_upload set state = $2, submission_id = $3, problems = $4::jsonb where id = $1`,
      [id, state, submissionId, JSON.stringify(problems)],
    );
  }

  /** Uploads that are not settled: a nudge more does no harm, a lost one is repaired. */
  async unsettled(): Promise<string[]> {
    const rows: { id: string }[] = await this.manager.query(
      `select id from package_upload where state in ('waiting', 'checking') order by uploaded_at`,
    );
    return rows.map((row) => row.id);
  }
}
