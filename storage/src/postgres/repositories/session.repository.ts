import { IsNull, type EntityManager } from 'typeorm';
import { SessionRow, SignInAttemptRow } from '../entities/index.js';
import { userColumns, type User } from './user.repository.js';

/** A sign-in; the token itself is nowhere but in the cookie. */
export interface Session {
  tokenHash: string;
  account: string;
  createdAt: string;
  lastSeenAt: string;
  /** The absolute end. */
  endsAt: string;
  revokedAt: string | null;
}

export class SessionRepository {
  constructor(private readonly manager: EntityManager) {}

  async insert(session: Omit<Session, 'revokedAt'>): Promise<void> {
    const { endsAt, ...rest } = session;
    await this.manager.insert(SessionRow, { ...rest, expiresAt: endsAt, revokedAt: null });
  }

  /** Sessions by their hash, with whose they are: read with every request. The account is null where it is gone. */
  async findWithAccounts(
    tokenHashes: readonly string[],
  ): Promise<Map<string, { session: Session; user: User | null }>> {
    const rows: (Omit<Session, 'createdAt'> & { sessionCreatedAt: string } & User)[] = await this.manager.query(
      `select s.token_hash as "tokenHash", s.account, s.created_at as "sessionCreatedAt", s.last_seen_at as "lastSeenAt",
         s.expires_at as "endsAt", s.revoked_at as "revokedAt", ${userColumns}
       from session s left join (app_user u join organisation o on o.code = u.organisation) on u.id = s.account
       where s.token_hash = any ($1::text[])`,
      [tokenHashes],
    );
    return new Map(
      rows.map(({ account, lastSeenAt, endsAt, revokedAt, sessionCreatedAt, tokenHash, ...user }) => [
        tokenHash,
        {
          session: { tokenHash, account, createdAt: sessionCreatedAt, lastSeenAt, endsAt, revokedAt },
          // Without an account all its columns are empty.
          user: (user.id as string | null) === null ? null : user,
        },
      ]),
    );
  }

  /** Requests of one page come together: who finds another writing the same down goes on, and nobody waits for the disk. */
  async touch(tokenHash: string, at: string): Promise<void> {
    await this.manager.query(`set local synchronous_commit = off`);
    await this.manager.query(
      `update session set last_seen_at = greatest(last_seen_at, $2) where token_hash =
         (select token_hash from session where token_hash = $1 for update skip locked)`,
      [tokenHash, at],
    );
  }

  async revoke(tokenHash: string, at: string): Promise<void> {
    await this.manager.update(SessionRow, { tokenHash, revokedAt: IsNull() }, { revokedAt: at });
  }

  /** Ends every session of an account. */
  async revokeAll(account: string, at: string): Promise<void> {
    await this.manager.update(SessionRow, { account, revokedAt: IsNull() }, { revokedAt: at });
  }

  /** Makes attempts on one user name wait for each other, so that parallel guesses are counted. */
  async lockAttempts(userName: string): Promise<void> {
    await this.manager.query(`select pg_advisory_xact_lock(hashtextextended('sign-in ' || $1, 0))`, [userName]);
  }

  /** Instants of the attempts since `since`. */
  async attempts(userName: string, since: string): Promise<string[]> {
    const rows: { at: string }[] = await this.manager.query(
      `select attempted_at as at from sign_in_attempt where user_name = $1 and attempted_at > $2`,
      [userName, since],
    );
    return rows.map((row) => row.at);
  }

  async recordAttempt(userName: string, at: string): Promise<void> {
    await this.manager.insert(SignInAttemptRow, { userName, attemptedAt: at });
  }

  async clearAttempts(userName: string): Promise<void> {
    await this.manager.delete(SignInAttemptRow, { userName });
  }
}
