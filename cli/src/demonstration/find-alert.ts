import { listAlerts, type Application } from '@fundwatch/application';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { AlertSelector } from '../demo/index.js';

/** The alert of a planted finding, as this person's own list finds it. */
export async function findAlert(
  app: Application,
  context: RequestContext,
  { indicator, agency, line, subject, period }: AlertSelector,
): Promise<{ alertId: string; revision: number }> {
  const { items } = await listAlerts(app, context, {
    indicator: [indicator],
    agency: [agency],
    line: [line],
    text: subject,
    order: 'raised',
    limit: 50,
  });
  const own = items.filter((item) => item.subject === subject && (item.period === null || item.period === period));
  const alert = own[0];
  if (!alert)
    throw new Error(`the demonstration's alert ${indicator} ${agency} ${line} ${subject} ${period} was not found`);
  return { alertId: alert.id, revision: alert.revision };
}
