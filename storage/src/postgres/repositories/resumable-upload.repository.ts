import type { EntityManager } from 'typeorm';

/** An upload that is not finished yet. */
export interface ResumableUpload {
  id: string;
  account: string;
  accountName: string;
  /** The agency that it may be sent for; null: for all. */
  agency: string | null;
  fileName: string;
  /** As announced. */
  bytes: number;
  reason: string | null;
  begunAt: string;
}

const columns = `id, account, account_name as "accountName", agency, file_name as "fileName", bytes, reason, begun_at as "begunAt"`;

/** Unfinished uploads; an account sees its own only, the system all. */
export class ResumableUploadRepository {
  constructor(private readonly manager: EntityManager) {}

  async begin(upload: ResumableUpload): Promise<void> {
    const { id, account, accountName, agency, fileName, bytes, reason, begunAt } = upload;
    await this.manager.query(
      `insert into resumable_upload (id, account, account_name, agency, file_name, bytes, reason, begun_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, account, accountName, agency, fileName, bytes, reason, begunAt],
    );
  }

  async find(id: string): Promise<ResumableUpload | null> {
    const rows: ResumableUpload[] = await this.manager.query(`select ${columns} from resumable_upload where id = $1`, [
      id,
    ]);
    return rows[0] ?? null;
  }

  /** Bytes of the caller's own upload that became a package; null: there is none. */
  async findFinished(id: string): Promise<number | null> {
    const rows: { bytes: number }[] = await this.manager.query(
      `select bytes from package_upload where id = $1 and origin = 'browser' and uploaded_by = fundwatch.current_account()`,
      [id],
    );
    return rows[0]?.bytes ?? null;
  }

  /** All that the context may see, latest first. */
  async list(limit: number): Promise<ResumableUpload[]> {
    return this.manager.query(`select ${columns} from resumable_upload order by begun_at desc, id limit $1`, [limit]);
  }

  /** Takes it out, once: whoever gets true goes on with it. */
  async remove(id: string): Promise<boolean> {
    const [rows]: [unknown[], number] = await this.manager.query(
      `delete from resumable_upload where id = $1 returning id`,
      [id],
    );
    return rows.length > 0;
  }
}
