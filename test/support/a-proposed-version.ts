import { randomUUID } from 'node:crypto';
import {
  contextOfUser,
  proposeVersion,
  requestBackTest,
  readIndicatorsInForce,
  type Application,
} from '@fundwatch/application';
import type { IndicatorChanges } from '@fundwatch/domain/evaluate';
import { systemContext } from '@fundwatch/domain/identity';
import type { IndicatorVersionRecord } from '@fundwatch/storage';
import { anAlert } from './alert-builder.js';

interface Product {
  app: Application;
  sql: (text: string, values?: unknown[]) => Promise<unknown>;
}
const system = systemContext('test', 'test');

/** Another severity than the one in force, on an indicator for which nothing waits. */
export async function anotherSeverity({ app, sql }: Product, code = 'DY29'): Promise<IndicatorChanges> {
  await sql(`update fundwatch.indicator_version set state = 'withdrawn' where state = 'proposed' and code = $1`, [
    code,
  ]);
  const inForce = await app.database.withContext(system, (repositories) => readIndicatorsInForce(app, repositories));
  return { severity: inForce.get(code)!.severity === 'medium' ? 'low' : 'medium' };
}

/** A proposal of this account that waits for its decision. */
export async function proposeSeverity(
  product: Product,
  userName: string,
  code = 'DY29',
): Promise<IndicatorVersionRecord> {
  const { app } = product;
  const user = await app.database.withContext(system, ({ users }) => users.findByName(userName));
  const changes = await anotherSeverity(product, code);
  return proposeVersion(app, contextOfUser(user!, 'test'), { code, changes, from: 'in_force', reason: '试验调整' });
}

/** A back-test of such a proposal over a month that data came for. */
export async function aBackTest(product: Product, userName: string, period: string): Promise<{ testRunId: string }> {
  const { id } = await proposeSeverity(product, userName);
  const user = await product.app.database.withContext(system, ({ users }) => users.findByName(userName));
  return requestBackTest(product.app, contextOfUser(user!, 'test'), { versionId: id, periods: [period] });
}

/** An answer P9 that proposes a parameter, with the alert that it answers. */
export async function anAnswerWithProposal(
  { sql }: Product,
  database: { appUrl: string },
  more: { indicator?: string; proposedParameter?: string } = {},
): Promise<{ alertId: string; answerId: string; number: string }> {
  const alert = await anAlert()
    .of(more.indicator ?? 'DY29')
    .answered('P9')
    .save(database);
  const answerId = randomUUID();
  await sql(
    `insert into fundwatch.answer (id, alert_id, agency, round, problem_type, explanation, fields, answered_by, answered_by_name, answered_at, late)
     select $1, $2, '120101', 1, 'P9', '规则误报', $3, id, display_name, '2026-10-19T02:00:00Z', false from fundwatch.app_user limit 1`,
    [answerId, alert.id, JSON.stringify({ why: '同月补发', proposedParameter: more.proposedParameter ?? '见说明' })],
  );
  return { alertId: alert.id, answerId, number: alert.number };
}
