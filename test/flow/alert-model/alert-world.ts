import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addUser, contextOfUser } from '@fundwatch/application';
import { composeApplication, type ComposedApplication } from '@fundwatch/application/compose';
import { defaultAlertSettings, type Alert, type AlertEvent } from '@fundwatch/domain/alert';
import { systemContext, type RequestContext, type Role } from '@fundwatch/domain/identity';
import pg from 'pg';
import { anAlert } from '../../support/alert-builder.js';
import { createMigratedDatabase, type TestDatabase } from '../../support/postgres.js';
import { AlertModel, type ModelAlert, type Person } from './alert-model.js';

/** Half of the answers P4 are looked at twice, so that both ways are walked. */
const settings = { ...defaultAlertSettings, secondReviewPercent: 50 };
/** Insurance-line departments that can be asked. */
export const PENSION = '120900';
export const INJURY = '120901';
const names: Record<string, readonly [Role, string]> = {
  officer: ['supervision_officer', '120000'],
  colleague: ['supervision_officer', '120000'],
  head: ['supervision_head', '120000'],
  leader: ['bureau_leader', '120000'],
  pension: ['line_department', PENSION],
  injury: ['line_department', INJURY],
  handler: ['agency_handler', '120101'],
  chief: ['agency_head', '120101'],
  elsewhere: ['agency_handler', '120102'],
};
const organisations = [
  { code: '120000', name: '市基金监督机构', kind: 'office' },
  { code: '120101', name: '和平区社保中心', kind: 'agency' },
  { code: '120102', name: '河东区社保中心', kind: 'agency' },
  { code: PENSION, name: '养老保险处', kind: 'other' },
  { code: INJURY, name: '工伤保险处', kind: 'other' },
] as const;

/** An event as it stands in the database. */
export interface StoredEvent extends AlertEvent {
  sequence: number;
  actorRole: string | null;
}

/** The product under the model: real use cases over real PostgreSQL, and what is read behind their backs. */
export class AlertWorld {
  readonly system = systemContext('test', 'test');

  private constructor(
    readonly app: ComposedApplication,
    readonly people: readonly Person[],
    private readonly database: TestDatabase,
    private readonly owner: pg.Client,
    private readonly home: string,
    private readonly clock: { now: string },
    private readonly contexts: ReadonlyMap<string, RequestContext>,
  ) {}

  static async open(): Promise<AlertWorld> {
    const database = await createMigratedDatabase();
    const home = await mkdtemp(join(tmpdir(), 'fundwatch-model-'));
    const clock = { now: '2026-01-05T01:00:00.000Z' };
    const owner = new pg.Client({ connectionString: database.adminUrl });
    await owner.connect();
    const app = await composeApplication({
      databaseUrl: database.appUrl,
      home,
      exchangeSources: [],
      installationSecret: 'only-in-tests-only-in-tests-only',
      poolSize: 2,
      alerts: settings,
      clock: { now: () => Promise.resolve(clock.now) },
    });
    const system = systemContext('test', 'test');
    await app.database.withContext(system, async (repositories) => {
      for (const organisation of organisations) await repositories.organisations.enter(organisation, clock.now);
    });
    const contexts = new Map<string, RequestContext>();
    const people: Person[] = [];
    for (const [name, [role, organisation]] of Object.entries(names)) {
      const account = { userName: name, displayName: name, roles: [role], organisation, password: 'only in tests 1' };
      await addUser(app, system, account);
      const user = await app.database.withContext(system, ({ users }) => users.findByName(name));
      contexts.set(name, contextOfUser(user!, 'test'));
      people.push({ name, role, organisation, account: user!.id });
    }
    return new AlertWorld(app, people, database, owner, home, clock, contexts);
  }

  setClock(now: string): void {
    this.clock.now = now;
  }

  /** Behind everybody's back, as the owner of everything. */
  async sql<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.owner.query<T>(text, values)).rows;
  }

  as({ name }: Person): RequestContext {
    return this.contexts.get(name)!;
  }

  /** Three alerts that were just raised: one of each agency, and one of the first month that only officers see. */
  async begin(now: string): Promise<AlertModel> {
    await this.sql('truncate fundwatch.alert, fundwatch.calendar_year, fundwatch.order_number cascade');
    this.setClock(now);
    const alerts: ModelAlert[] = [];
    for (const builder of [anAlert().at('120101'), anAlert().at('120102'), anAlert().at('120101').asBaseline()]) {
      const { id, agency } = await builder.raisedAt(now).save(this.database);
      // The same number in every run: it decides which answers are looked at twice.
      await this.sql('update fundwatch.alert set number = $2 where id = $1', [id, `津预2026-90000${alerts.length}`]);
      await this.sql(
        `insert into fundwatch.attachment (id, alert_id, agency, object, file_name, media_type, bytes, uploaded_by, uploaded_by_name, uploaded_at)
         values ($1, $2, $3, 'none', '材料.pdf', 'application/pdf', 9, $4, 'handler', $5)`,
        [randomUUID(), id, agency, this.people.find(({ name }) => name === 'handler')!.account, now],
      );
      alerts.push({
        alert: await this.alert(id),
        branches: [],
        events: await this.events(id),
        consulted: [],
        told: new Set(),
      });
    }
    return new AlertModel(now, settings, this.people, alerts);
  }

  async alert(id: string): Promise<Alert> {
    return (await this.app.database.withContext(this.system, ({ alerts }) => alerts.get(id)))!;
  }

  async evidence(alertId: string): Promise<string[]> {
    const rows = await this.sql<{ id: string }>(
      'select id from fundwatch.attachment where alert_id = $1 and answer_id is null',
      [alertId],
    );
    return rows.map(({ id }) => id);
  }

  /** The branches with the names that the model gives them. */
  async branches(alertId: string) {
    const found = await this.app.database.withContext(this.system, ({ branches }) => branches.list(alertId));
    return found.map((branch, index) => ({ ...branch, storedId: branch.id, id: `branch ${index + 1}` }));
  }

  async events(alertId: string): Promise<StoredEvent[]> {
    return (
      await this.sql<StoredEvent & { at: Date | string }>(
        `select sequence, type, from_state as "fromState", to_state as "toState", actor_role as "actorRole", at, reason, details,
           agency_may_see as "agencyMaySee" from fundwatch.alert_event where alert_id = $1 order by sequence`,
        [alertId],
      )
    ).map((event) => ({ ...event, at: new Date(event.at).toISOString() }));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.owner.end();
    await this.database.drop();
    await rm(this.home, { recursive: true, force: true });
  }
}
