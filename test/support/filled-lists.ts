import { randomUUID } from 'node:crypto';
import { routes, type RouteName } from '@fundwatch/domain/api';
import { expect } from 'vitest';
import { matrixRequests, type MatrixWorld } from '../api/endpoint-matrix-requests.js';
import { callers } from '../api/endpoint-matrix-table.js';
import { anAlert } from './alert-builder.js';
import type { ApiClient, ApiOptions, TestApi } from './product.js';
import { sendPackage } from './upload-by-tus.js';

export type Caller = (typeof callers)[number];

/** The product in which every list has something to show. */
export interface ListWorld extends MatrixWorld {
  /** Signed in, in the order of the callers; their user names are `caller-<index>`. */
  clients: ApiClient[];
  /** An alert of 120101 with evidence that has personal data, and one with a ledger. */
  evidenced: string;
  owed: string;
}

/** What the product that is filled needs. */
export const listOptions: ApiOptions = {
  demonstration: true,
  alerts: { secondReviewPercent: 100 },
  exchangeSources: [{ name: 'region', url: 'postgres://127.0.0.1:1/none' }],
};

/** Id number and name of a person in clear, as they lie in the facts: on no list. */
export const inClear = ['120101198001010013', '李建国'] as const;

/** Puts something into every list that there is. */
export async function fillLists(api: TestApi): Promise<ListWorld> {
  const clients: ApiClient[] = [];
  const clientOf = (role: Caller['role']) => clients[callers.findIndex((caller) => caller.role === role)]!;
  await api.sql(`insert into fundwatch.business_clock values (1, $1)`, [api.clock.now()]);
  await api.addAccount({ userName: 'decider', roles: ['supervision_head'] });
  await api.addAccount({ userName: 'signer', roles: ['supervision_officer'], demonstration: true });
  for (const [index, { role, organisation }] of callers.entries()) {
    if (role) await api.addAccount({ userName: `caller-${index}`, roles: [role], organisation });
    clients.push(role ? await api.signedIn(`caller-${index}`) : api.nobody());
  }
  const handler = clientOf('agency_handler');
  const packageId = await sendPackage(handler, { name: 'p.zip', bytes: Buffer.from([0x50, 0x4b, 3, 4]) });
  const world: ListWorld = {
    api,
    handler,
    packageId,
    submissionId: randomUUID(),
    evaluationId: randomUUID(),
    clients,
    evidenced: '',
    owed: '',
  };
  await api.sql(
    `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash)
     values ($1, '120101', '110', 'business', '202609', 1, 'refused', 'package', '张三', $2, $2, 'h')`,
    [world.submissionId, api.clock.now()],
  );
  await api.sql(
    `insert into fundwatch.submission_check (submission_id, agency, check_code, file, table_name, row_no, column_name, value, reason_zh, reason_en)
     select $1, '120101', 'FIELD_INVALID', 'levy.csv', 'levy', 7, 'amount', '=1+1', '金额不是数字', 'not a number'`,
    [world.submissionId],
  );
  await api.sql(
    `insert into fundwatch.evaluation (id, period, run_no, state, trigger, requested_by, requested_at, as_of, calendar_version, indicators)
     values ($1, '202609', 1, 'finished', 'hand', '张敏', $2, '2026-10-20', 'v', '{}')`,
    [world.evaluationId, api.clock.now()],
  );
  await api.sql(
    `insert into fundwatch.rule_result (period, agency, line, rule, state, compared, broken_rows, version, checked_at)
     values ('202609', '120101', '110', 'R11', 'holds', 0, 0, 1, $1)`,
    [api.clock.now()],
  );
  await api.sql(
    `insert into fundwatch.rule_check (period, agency, state, requested_at, checked_at) values ('202609', '120101', 'done', $1, $1)`,
    [api.clock.now()],
  );
  await api.sql(
    `insert into fundwatch.evaluation_indicator (evaluation_id, indicator, version, parameters, state, hits, duration_ms)
     values ($1, 'DY04', 1, '{}', 'done', 3, 1200), ($1, 'DY05', 1, '{}', 'done', 0, 90)`,
    [world.evaluationId],
  );
  const evidenced = await anAlert()
    .of('DY04')
    .about('=HYPERLINK("http://x")')
    .received()
    .worth('77.50')
    .behind({ hitKey: 'H1', evidence: { id_number: inClear[0], name: inClear[1] } })
    .save(api.database);
  world.evidenced = evidenced.id;
  await anAlert().of('DY06').dispatchedTo('120102').save(api.database);
  await anAlert().of('DY04').dispatchedTo('120102').save(api.database);
  // The requests of the matrix leave cases, inspections, consultations and the like behind.
  for (const [name, role] of [
    ['openCase', 'supervision_officer'],
    ['planInspection', 'supervision_officer'],
    ['proposeMajorMatter', 'supervision_officer'],
    ['openBranch', 'supervision_officer'],
    ['stepBranch', 'line_department'],
    ['addRecoveryEntry', 'agency_handler'],
    ['proposeWhitelistEntry', 'supervision_officer'],
    ['proposeIndicatorVersion', 'supervision_officer'],
    ['enterStandIn', 'supervision_head'],
    ['changeExpected', 'data_steward'],
    ['getCleaningTask', 'agency_handler'],
    ['proposeMonthClose', 'supervision_officer'],
    ['createIndicatorDraft', 'supervision_officer'],
    ['getTestRun', 'supervision_officer'],
    ['enterAccountability', 'supervision_officer'],
    ['testWebhook', 'administrator'],
  ] as const satisfies readonly (readonly [RouteName, Caller['role']])[]) {
    const request = await matrixRequests[name](
      world,
      callers.find((caller) => caller.role === role)!,
    );
    expect((await clientOf(role).call(routes[name], request as never)).status, name).toBe(200);
  }
  const { id: owed } = await anAlert().received().save(api.database);
  world.owed = owed;
  const confirmed = { kind: 'confirmed', amount: '1000.00', on: '2026-10-19', voucher: '确-1' } as const;
  await clientOf('supervision_officer').call(routes.addRecoveryEntry, { params: { alertId: owed }, body: confirmed });
  await api.sql(
    `insert into fundwatch.folder_package (id, name, signature, bytes, seen_at, outcome, reason_zh, reason_en, settled_at)
     values (gen_random_uuid(), '202609.zip', 's', 6, $1, 'quarantined', '不是数据包', 'not a package', $1)`,
    [api.clock.now()],
  );
  await api.sql(
    `insert into fundwatch.notification (account, kind, urgent, target_kind, facts, at)
     select id, 'inspection_plan', true, 'approvals', '{}', $1 from fundwatch.app_user`,
    [api.clock.now()],
  );
  return world;
}
