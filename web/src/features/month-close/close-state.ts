import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { closeStateOf } from '@fundwatch/domain/evaluate';
import { formatDay } from '../../platform/i18n/format.js';
import { language, t } from '../../platform/i18n/i18n.js';

export type MonthStanding = ReplyOf<typeof routes.listMonthStandings>['months'][number];
export type CloseStateName = ReturnType<typeof closeStateOf>;

const known = ['MONTH_NOT_LOCKED', 'MONTH_NOT_EVALUATED', 'EVALUATION_RUNNING', 'CALENDAR_YEAR_MISSING'] as const;
const lists = { undone: 'obstacleUndone', stale: 'obstacleStale', unchecked: 'obstacleUnchecked' } as const;
const mostNamed = 6;

/** Why a month can't be closed now, with what it waits for. */
export function obstacleWords({ code, details }: NonNullable<MonthStanding['obstacle']>): string {
  const key = known.find((one) => one === code) ?? 'other';
  const lockOn = typeof details['lockOn'] === 'string' ? formatDay(details['lockOn'], language()) : '';
  const named = Object.entries(lists).flatMap(([name, text]) => {
    const values = details[name];
    if (!Array.isArray(values) || !values.length) return [];
    const list = values.slice(0, mostNamed).join(' ') + (values.length > mostNamed ? ' …' : '');
    return [t(`monthClose.${text}`, { list })];
  });
  return [t(`monthClose.obstacle.${key}`, { lockOn }), ...named].join(' · ');
}
