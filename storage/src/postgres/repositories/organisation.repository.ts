import type { OrganisationKind } from '@fundwatch/domain/identity';
import type { EntityManager } from 'typeorm';
import { OrganisationRow } from '../entities/index.js';

export interface Organisation {
  code: string;
  name: string;
  kind: OrganisationKind;
}

/** From when to when an agency exists: it is expected to send from the month of the one to the month of the other. */
export interface AgencyDates {
  code: string;
  name: string;
  openedOn: string | null;
  closedOn: string | null;
}

export class OrganisationRepository {
  constructor(private readonly manager: EntityManager) {}

  async list(): Promise<Organisation[]> {
    return this.manager.query(`select code, name, kind from organisation order by code`);
  }

  async find(code: string): Promise<Organisation | null> {
    const rows: Organisation[] = await this.manager.query(`select code, name, kind from organisation where code = $1`, [
      code,
    ]);
    return rows[0] ?? null;
  }

  /** Organisations in which somebody answers for an insurance line, who could be asked. */
  async departments(): Promise<{ code: string; name: string }[]> {
    return this.manager.query(
      `select o.code, o.name from organisation o
       where exists (select from app_user u where u.organisation = o.code and u.disabled_at is null and 'line_department' = any (u.roles))
       order by o.code`,
    );
  }

  /** Enters an organisation, or names one that was only seen before. */
  async enter(organisation: Organisation, at: string): Promise<void> {
    await this.manager.upsert(OrganisationRow, { ...organisation, origin: 'entered', createdAt: at }, ['code']);
  }

  /** The agencies with the days on which they opened and closed; null: not known, or still open. */
  async agencies(): Promise<AgencyDates[]> {
    return this.manager.query(
      `select code, name, opened_on as "openedOn", closed_on as "closedOn" from organisation where kind = 'agency' order by code`,
    );
  }

  /** Null: there is no such agency. */
  async setDates(code: string, openedOn: string | null, closedOn: string | null): Promise<AgencyDates | null> {
    const [rows] = await this.manager.query<[AgencyDates[], number]>(
      `update organisation set opened_on = $2, closed_on = $3 where code = $1 and kind = 'agency'
       returning code, name, opened_on as "openedOn", closed_on as "closedOn"`,
      [code, openedOn, closedOn],
    );
    return rows[0] ?? null;
  }

  /** Whether somebody entered or imported organisations: from then on unknown agencies are refused. */
  async anyEntered(): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(`select 1 from organisation where origin = 'entered' limit 1`);
    return rows.length > 0;
  }

  /** Notes an agency that a submission names for the first time; its code stands for its name until one is entered. */
  async see(code: string, at: string): Promise<void> {
    await this.manager.query(
      `insert into organisation (code, name, kind, origin, created_at) values ($1, $1, 'agency', 'seen', $2) on conflict (code) do nothing`,
      [code, at],
    );
  }

  /** Names one that nobody entered, without counting as entered. False: it was entered, or has people and another kind. */
  async name({ code, name, kind }: Organisation, at: string): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `insert into organisation as o (code, name, kind, origin, created_at) values ($1, $2, $3, 'seen', $4)
       on conflict (code) do update set name = excluded.name, kind = excluded.kind
       where o.origin = 'seen' and (o.kind = excluded.kind or not exists (select from app_user u where u.organisation = o.code))
       returning code`,
      [code, name, kind, at],
    );
    return rows.length > 0;
  }
}
