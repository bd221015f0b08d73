import {
  contextOfUser,
  decideMonthClose,
  proposeMonthClose,
  requestEvaluation,
  type Application,
} from '@fundwatch/application';
import { systemContext, type RequestContext } from '@fundwatch/domain/identity';
import type { MonthClose } from '@fundwatch/storage';

type Sql = (text: string, values?: unknown[]) => Promise<unknown>;
interface Product {
  app: Application;
  sql: Sql;
}

/** Runs a past month that has no data to its end, so that nothing stands in the way of closing it. */
export async function evaluateEmptyMonth({ app, sql }: Product, period: string): Promise<string> {
  const system = systemContext('test', 'test');
  const { id } = await requestEvaluation(app, system, { period, trigger: 'hand', withoutNudge: true });
  await sql(`update fundwatch.evaluation_indicator set state = 'done' where evaluation_id = $1`, [id]);
  await sql(`update fundwatch.evaluation set state = 'finished', finished_at = requested_at where id = $1`, [id]);
  return id;
}

/** A proposal of this account to close an empty month. */
export async function proposeEmptyMonth(product: Product, period: string, userName: string): Promise<MonthClose> {
  await evaluateEmptyMonth(product, period);
  return proposeMonthClose(product.app, await contextOf(product.app, userName), { period, note: '' });
}

/** An empty month that two people closed. */
export async function closeEmptyMonth(
  product: Product,
  period: string,
  by: { proposer: string; decider: string },
): Promise<MonthClose> {
  const { id } = await proposeEmptyMonth(product, period, by.proposer);
  const context = await contextOf(product.app, by.decider);
  return decideMonthClose(product.app, context, { monthCloseId: id, decision: 'approve' });
}

async function contextOf(app: Application, userName: string): Promise<RequestContext> {
  const system = systemContext('test', 'test');
  const user = await app.database.withContext(system, ({ users }) => users.findByName(userName));
  return contextOfUser(user!, 'test');
}
