import type { EntityManager } from 'typeorm';

export type FolderOutcome = 'accepted' | 'returned' | 'quarantined';

/** Something that lay in the watched folder. */
export interface FolderPackage {
  id: string;
  name: string;
  signature: string;
  bytes: number;
  /** Since when it has not changed, real time. */
  seenAt: string;
  packageId: string | null;
  attempts: number;
  outcome: FolderOutcome | null;
  reasonZh: string | null;
  reasonEn: string | null;
  movedTo: string | null;
}

/** The same with how far its check is. */
export interface OpenFolderPackage extends FolderPackage {
  uploadState: string | null;
  submissionId: string | null;
  problems: { checkCode: string; reason: { zh: string; en: string } }[];
}

export interface SettledFolderPackage {
  name: string;
  outcome: FolderOutcome;
  reasonZh: string | null;
  reasonEn: string | null;
  movedTo: string | null;
  settledAt: string;
  packageId: string | null;
}

export interface FolderLook {
  path: string | null;
  lookedAt: string;
  problem: string | null;
}

const columns = `f.id, f.name, f.signature, f.bytes, f.seen_at as "seenAt", f.package_id as "packageId", f.attempts, f.outcome,
  f.reason_zh as "reasonZh", f.reason_en as "reasonEn", f.moved_to as "movedTo"`;

/** What lies in the watched folder and what became of it. */
export class WatchedFolderRepository {
  constructor(private readonly manager: EntityManager) {}

  /** One look at a time; released with the transaction. */
  async tryLock(): Promise<boolean> {
    const rows: { locked: boolean }[] = await this.manager.query(
      `select pg_try_advisory_xact_lock(hashtextextended('watched folder', 0)) as locked`,
    );
    return rows[0]?.locked ?? false;
  }

  async recordLook(look: FolderLook): Promise<void> {
    await this.manager.query(
      `insert into watched_folder (id, path, looked_at, problem) values (1, $1, $2, $3)
       on conflict (id) do update set path = $1, looked_at = $2, problem = $3`,
      [look.path, look.lookedAt, look.problem],
    );
  }

  async lastLook(): Promise<FolderLook | null> {
    const rows: FolderLook[] = await this.manager.query(
      `select path, looked_at as "lookedAt", problem from watched_folder`,
    );
    return rows[0] ?? null;
  }

  /** Everything that is not settled. */
  async open(): Promise<OpenFolderPackage[]> {
    return this.manager.query(
      `select ${columns}, u.state as "uploadState", u.submission_id as "submissionId", coalesce(u.problems, '[]') as problems
       from folder_package f left join package_upload u on u.id = f.package_id
       where f.settled_at is null order by f.name collate "C"`,
    );
  }

  /** Notes what was seen under a name; another signature begins anew. */
  async note(seen: { id: string; name: string; signature: string; bytes: number; seenAt: string }): Promise<void> {
    await this.manager.query(
      `insert into folder_package (id, name, signature, bytes, seen_at) values ($1, $2, $3, $4, $5)
       on conflict (name) where settled_at is null
       do update set signature = excluded.signature, bytes = excluded.bytes, seen_at = excluded.seen_at`,
      [seen.id, seen.name, seen.signature, seen.bytes, seen.seenAt],
    );
  }

  /** It is checked as this package from now on; false: as another already. The package must not be listed yet. */
  async take(id: string, packageId: string): Promise<boolean> {
    const [rows]: [unknown[], number] = await this.manager.query(
      `update folder_package set package_id = $2, attempts = attempts + 1
       where id = $1 and package_id is null and settled_at is null returning id`,
      [id, packageId],
    );
    return rows.length > 0;
  }

  /** Decides where it goes, before it goes there. */
  async decide(
    id: string,
    decided: { outcome: FolderOutcome; reasonZh: string | null; reasonEn: string | null; movedTo: string | null },
  ): Promise<void> {
    await this.manager.query(
      `update folder_package set outcome = $2, reason_zh = $3, reason_en = $4, moved_to = $5 where id = $1`,
      [id, decided.outcome, decided.reasonZh, decided.reasonEn, decided.movedTo],
    );
  }

  async settle(id: string, at: string): Promise<void> {
    await this.manager.query(`update folder_package set settled_at = $2 where id = $1 and settled_at is null`, [
      id,
      at,
    ]);
  }

  /** Nobody decided about it and it is gone, or its check has to begin again. */
  async forget(id: string): Promise<void> {
    await this.manager.query(`delete from folder_package where id = $1 and settled_at is null`, [id]);
  }

  /** Lets a check that broke off begin again at the next look. */
  async release(id: string): Promise<void> {
    await this.manager.query(`update folder_package set package_id = null where id = $1`, [id]);
  }

  /** Latest first. */
  async settled(outcome: FolderOutcome | null, limit: number): Promise<SettledFolderPackage[]> {
    return this.manager.query(
      `select name, outcome, reason_zh as "reasonZh", reason_en as "reasonEn", moved_to as "movedTo", settled_at as "settledAt",
         package_id as "packageId"
       from folder_package where settled_at is not null and outcome is not null and ($1::text is null or outcome = $1)
       order by settled_at desc, id limit $2`,
      [outcome, limit],
    );
  }
}
