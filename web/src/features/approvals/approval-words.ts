import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { formatAmount, formatDay, formatPeriod } from '../../platform/i18n/format.js';
import { language, nameIn, t } from '../../platform/i18n/i18n.js';
import { lineName } from '../../ui/line-name.js';

export type Approval = ReplyOf<typeof routes.listApprovals>['items'][number];

/** What is to be decided, in one line. */
export function matterOf({ indicator, version, subject, period, alert, record }: Approval): string {
  if (record) return `${record.number} ${record.title}`;
  if (period) return t('approvals.matter.month', { period: formatPeriod(period) });
  if (alert) return [alert.number, indicator && nameIn(indicator.title)].filter(Boolean).join(' ');
  const name = indicator ? `${indicator.code} ${nameIn(indicator.title)}` : '';
  if (version !== null) return `${name} · ${t('indicators.version', { n: version })}`;
  return [name, subject].filter(Boolean).join(' · ');
}

/** The agency and line that it is about; empty where it is about none. */
export function whereOf({ agency, line }: Approval): string {
  return [agency?.name, line && lineName(line)].filter(Boolean).join(' · ');
}

/** To whom, where, until when and how much, of what is proposed beside an alert. */
export function termsOf({ terms: { addressee, place, from, until, amount } }: Approval): string {
  return [
    addressee && t('approvals.terms.to', { addressee }),
    place,
    from && t('approvals.terms.from', { day: formatDay(from, language()) }),
    until && t('approvals.terms.until', { day: formatDay(until, language()) }),
    amount && formatAmount(amount, language()),
  ]
    .filter(Boolean)
    .join(language() === 'zh' ? '，' : ', ');
}

/** Where it is decided. */
export function placeOf({ kind, id, alert }: Approval): string {
  if (alert) return `/alerts/${alert.id}`;
  if (kind === 'inspection') return `/inspections/${id}`;
  if (kind === 'major_matter') return `/major-matters/${id}`;
  if (kind === 'month_close') return `/month-closes/${id}`;
  return kind === 'whitelist_entry' ? '/indicators/whitelist' : `/indicators/versions/${id}`;
}
