import type { BranchCommand, BranchKind } from '@fundwatch/domain/alert';
import { routes, type BodyOf } from '@fundwatch/domain/api';
import { systemContext, type Role } from '@fundwatch/domain/identity';
import { expect } from 'vitest';
import type { AlertBuilder } from './alert-builder.js';
import { startApi, type ApiClient, type ApiOptions, type ApiReply, type TestApi } from './product.js';

/** Insurance-line departments that can be asked. */
export const PENSION = '120900';
export const INJURY = '120901';

const people = {
  officer: ['supervision_officer', '120000'],
  colleague: ['supervision_officer', '120000'],
  head: ['supervision_head', '120000'],
  leader: ['bureau_leader', '120000'],
  pension: ['line_department', PENSION],
  injury: ['line_department', INJURY],
  handler: ['agency_handler', '120101'],
  chief: ['agency_head', '120101'],
  elsewhere: ['agency_handler', '120102'],
} as const satisfies Record<string, readonly [Role, string]>;
type Person = keyof typeof people;

type StepBody = Partial<BodyOf<typeof routes.stepBranch>>;

/** An office, two agencies and two departments around a whole API, for stories about what runs beside an alert. */
export class BranchDesk {
  readonly system = systemContext('test', 'test');

  private constructor(
    readonly api: TestApi,
    private readonly clients: Record<Person, ApiClient>,
  ) {}

  static async open(options: ApiOptions = {}): Promise<BranchDesk> {
    const api = await startApi(options);
    await api.app.database.withContext(systemContext('test', 'test'), async ({ organisations }) => {
      await organisations.enter({ code: PENSION, name: '养老保险处', kind: 'other' }, api.clock.now());
      await organisations.enter({ code: INJURY, name: '工伤保险处', kind: 'other' }, api.clock.now());
    });
    const clients: Partial<Record<Person, ApiClient>> = {};
    for (const [userName, [role, organisation]] of Object.entries(people)) {
      await api.addAccount({ userName, roles: [role], organisation });
      clients[userName as Person] = await api.signedIn(userName);
    }
    return new BranchDesk(api, clients as Record<Person, ApiClient>);
  }

  as(person: Person): ApiClient {
    return this.clients[person];
  }

  /** Writes an alert down and returns its id. */
  async put(alert: AlertBuilder): Promise<string> {
    return (await alert.save(this.api.database)).id;
  }

  async alert(alertId: string, person: Person = 'officer') {
    return good(await this.as(person).call(routes.getAlert, { params: { alertId } }));
  }

  async events(alertId: string, person: Person = 'officer') {
    return good(await this.as(person).call(routes.listAlertEvents, { params: { alertId } })).events;
  }

  async branches(alertId: string, person: Person = 'officer') {
    return good(await this.as(person).call(routes.listBranches, { params: { alertId } }));
  }

  async attach(person: Person, alertId: string, name = '材料.pdf'): Promise<string> {
    const file = { name, bytes: Buffer.from('%PDF-1.7\n') };
    return good(await this.as(person).call(routes.addBranchAttachment, { params: { alertId }, file })).id;
  }

  async tryOpening(person: Person, alertId: string, kind: BranchKind, fields: StepBody & { department?: string } = {}) {
    const { revision } = await this.alert(alertId);
    const body = { revision, kind, attachments: [], ...fields };
    return this.as(person).call(routes.openBranch, { params: { alertId }, body });
  }

  /** Opens a branch and returns its id. */
  async begin(...of: Parameters<BranchDesk['tryOpening']>): Promise<string> {
    return good(await this.tryOpening(...of)).id;
  }

  async tryStep(
    person: Person,
    alertId: string,
    branchId: string,
    command: Exclude<BranchCommand, 'open' | 'auto_receive'>,
    fields: StepBody = {},
  ) {
    const { revision } = await this.alert(alertId);
    const body = { revision, command, attachments: [], ...fields };
    return this.as(person).call(routes.stepBranch, { params: { alertId, branchId }, body });
  }

  async step(...of: Parameters<BranchDesk['tryStep']>) {
    return good(await this.tryStep(...of));
  }

  async answer(alertId: string, fields: Partial<BodyOf<typeof routes.answerAlert>> = {}) {
    const { revision } = await this.alert(alertId);
    const body = {
      revision,
      problemType: 'P2' as const,
      explanation: '口径不同',
      fields: { mappingNote: '按新口径' },
      confirmedAmount: null,
      recoveredAmount: null,
      attachments: [],
      ...fields,
    };
    return this.as('handler').call(routes.answerAlert, { params: { alertId }, body });
  }

  async close(alertId: string, person: Person = 'officer') {
    const { revision } = await this.alert(alertId);
    return this.as(person).call(routes.closeAlert, { params: { alertId }, body: { revision } });
  }
}

/** The reply of a call that must succeed. */
export function good<T>(reply: ApiReply<T>): T {
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body;
}

/** The code of a call that must be refused. */
export function refusal(reply: ApiReply<unknown>): string {
  expect(reply.status, JSON.stringify(reply.body)).toBeGreaterThanOrEqual(400);
  return (reply.body as { code: string }).code;
}
