import { IsNull, type EntityManager } from 'typeorm';
import { SessionRow, SignInAttemptRow } from '../entities/index.js';

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

  async find(tokenHash: string): Promise<Session | null> {
    const row = await this.manager.findOneBy(SessionRow, { tokenHash });
    if (!row) return null;
    const { expiresAt, ...rest } = row;
    return { ...rest, endsAt: expiresAt };
  }

  async touch(tokenHash: string, at: string): Promise<void> {
    await this.manager.update(SessionRow, { tokenHash }, { lastSeenAt: at });
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
