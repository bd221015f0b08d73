import { getAlert, type Application } from '@fundwatch/application';
import type { RequestContext } from '@fundwatch/domain/identity';

/** What the latest answer of an alert confirmed, yuan. */
export async function answeredAmount(app: Application, context: RequestContext, alertId: string): Promise<string> {
  const { answers } = await getAlert(app, context, { alertId });
  const amount = answers.toSorted((a, b) => a.round - b.round).at(-1)?.confirmedAmount;
  if (!amount) throw new Error(`the demonstration's alert ${alertId} has no confirmed amount`);
  return amount;
}
