import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { formatPeriod } from '../../platform/i18n/format.js';
import { nameIn, t } from '../../platform/i18n/i18n.js';
import { lineName } from '../../ui/line-name.js';

export type Approval = ReplyOf<typeof routes.listApprovals>['items'][number];

/** What is to be decided, in one line. */
export function matterOf({ indicator, version, subject, period }: Approval): string {
  if (period) return t('approvals.matter.month', { period: formatPeriod(period) });
  const name = indicator ? `${indicator.code} ${nameIn(indicator.title)}` : '';
  if (version !== null) return `${name} · ${t('indicators.version', { n: version })}`;
  return [name, subject].filter(Boolean).join(' · ');
}

/** The agency and line that it is about; empty where it is about none. */
export function whereOf({ agency, line }: Approval): string {
  return [agency?.name, line && lineName(line)].filter(Boolean).join(' · ');
}

/** Where it is decided. */
export function placeOf({ kind, id }: Approval): string {
  if (kind === 'month_close') return `/month-closes/${id}`;
  return kind === 'whitelist_entry' ? '/indicators/whitelist' : `/indicators/versions/${id}`;
}
