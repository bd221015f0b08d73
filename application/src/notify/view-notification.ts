import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { BilingualText } from '@fundwatch/domain/evaluate';
import type { Repositories, StoredNotification } from '@fundwatch/storage';
import { titleOf } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import { readStandings } from '../tuning/read-in-force.js';

export type NotificationView = ReplyOf<typeof routes.listNotifications>['items'][number];

/** The titles of indicators that are the office's own are read only where one is named. */
export async function indicatorTitles(
  app: Pick<Application, 'catalogue'>,
  repositories: Pick<Repositories, 'indicatorVersions'>,
  rows: readonly Pick<StoredNotification, 'facts'>[],
): Promise<ReadonlyMap<string, BilingualText>> {
  const unknown = rows.some(({ facts }) => facts.indicator && !app.catalogue.has(facts.indicator));
  if (!unknown) return new Map();
  const standings = await readStandings(app, repositories);
  return new Map([...standings].map(([code, { indicator }]) => [code, indicator.title]));
}

export function viewNotification(
  app: Application,
  titles: ReadonlyMap<string, BilingualText>,
  row: StoredNotification,
): NotificationView {
  const { number, indicator, agency, dueOn, period } = row.facts;
  return {
    id: row.id,
    kind: row.kind,
    urgent: row.urgent,
    target: { kind: row.targetKind, id: row.targetId },
    number: number ?? null,
    indicator: indicator ? { code: indicator, title: titleOf(app, indicator, titles.get(indicator)) } : null,
    agency: agency ? { code: agency, name: row.agencyName ?? agency } : null,
    dueOn: dueOn ?? null,
    period: period ?? null,
    at: row.at,
    readAt: row.readAt,
  };
}
