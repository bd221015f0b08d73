import { listAlerts, unmaskAlertHits, type Application } from '@fundwatch/application';
import type { Looks } from '../demo/index.js';
import { contextOfAccount } from './context-of-account.js';

/** Looks at an alert's rows in clear, again and again, through the same use case as the screens. */
export async function playLooks(app: Application, { by, which, times }: Looks, requestId: string): Promise<void> {
  const context = await contextOfAccount(app, by, requestId);
  const { indicator, agency, line, period } = which;
  const { items } = await listAlerts(app, context, {
    indicator: [indicator],
    agency: [agency],
    line: [line],
    order: 'raised',
    limit: 1,
  });
  const [alert] = items;
  if (!alert) throw new Error(`the demonstration's alert ${indicator} ${agency} ${line} ${period} was not found`);
  for (let i = 0; i < times; i++)
    await unmaskAlertHits(app, context, { alertId: alert.id, limit: 20, reason: '核对预警涉及的人员' });
}
