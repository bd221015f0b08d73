import { DomainError } from '@fundwatch/domain';
import type { Role } from '@fundwatch/domain/identity';
import { QueryFailedError, type EntityManager } from 'typeorm';
import { AppUserRow } from '../entities/index.js';

/** An account of one person. */
export interface User {
  id: string;
  userName: string;
  displayName: string;
  organisation: string;
  organisationName: string;
  roles: Role[];
  passwordHash: string;
  /** By which the agency's records name this person. */
  staffNo: string | null;
  demonstration: boolean;
  disabledAt: string | null;
  createdAt: string;
}

export const userColumns = `u.id, u.user_name as "userName", u.display_name as "displayName", u.organisation, o.name as "organisationName", u.roles,
  u.password_hash as "passwordHash", u.staff_no as "staffNo", u.demonstration, u.disabled_at as "disabledAt", u.created_at as "createdAt"`;
const from = `app_user u join organisation o on o.code = u.organisation`;

export class UserRepository {
  constructor(private readonly manager: EntityManager) {}

  async findByName(userName: string): Promise<User | null> {
    return this.one(`u.user_name = $1`, [userName]);
  }

  async get(id: string): Promise<User | null> {
    return this.one(`u.id = $1`, [id]);
  }

  /** Holds the account until the transaction ends. */
  async lock(id: string): Promise<User | null> {
    return this.one(`u.id = $1 for update of u`, [id]);
  }

  /** Accounts of the demonstration that may be switched to, in the order of their names. */
  async listDemonstration(): Promise<User[]> {
    return this.many(`u.demonstration and u.disabled_at is null order by u.organisation, u.user_name`, []);
  }

  /** A page in the order of user names, after `after`. */
  async list(after: string | null, limit: number): Promise<User[]> {
    return this.many(`$1::text is null or u.user_name > $1 order by u.user_name limit $2`, [after, limit]);
  }

  async count(): Promise<number> {
    return this.manager.count(AppUserRow);
  }

  /** @throws DomainError USER_NAME_TAKEN, STAFF_NO_TAKEN */
  async insert(user: Omit<User, 'organisationName' | 'disabledAt'>): Promise<void> {
    await orTaken(user, () => this.manager.insert(AppUserRow, { ...user, disabledAt: null }));
  }

  /** @throws DomainError STAFF_NO_TAKEN */
  async change(
    id: string,
    change: { roles?: Role[]; disabledAt?: string | null; staffNo?: string | null },
  ): Promise<void> {
    await orTaken(change, () => this.manager.update(AppUserRow, { id }, change));
  }

  private async one(where: string, values: unknown[]): Promise<User | null> {
    return (await this.many(where, values))[0] ?? null;
  }

  private many(where: string, values: unknown[]): Promise<User[]> {
    return this.manager.query(`select ${userColumns} from ${from} where ${where}`, values);
  }
}

/** Says which of the unique fields is taken. */
async function orTaken(
  { userName, staffNo }: { userName?: string; staffNo?: string | null },
  write: () => Promise<unknown>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof QueryFailedError)) throw error;
    const { code, constraint } = error.driverError as { code?: string; constraint?: string };
    if (code !== '23505') throw error;
    throw constraint === 'app_user_staff'
      ? new DomainError('STAFF_NO_TAKEN', { staffNo })
      : new DomainError('USER_NAME_TAKEN', { userName });
  }
}
