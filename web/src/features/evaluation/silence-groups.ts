import type { ReplyOf, routes } from '@fundwatch/domain/api';

export type SilenceSummary = ReplyOf<typeof routes.summariseNotEvaluated>;

/** By what the rows are gathered. */
export const gatherings = ['indicator', 'agency'] as const;
export type Gathering = (typeof gatherings)[number];

/** One indicator or one agency with what it could not say. */
export interface SilenceGroup {
  code: string;
  name: { zh: string; en: string };
  /** How many of the other kind it is about. */
  others: number;
  scopes: number;
  notEvaluated: number;
  partial: number;
  cannotDecide: number;
  records: number;
}

/** The groups of a summary, the widest silence first; equal ones by their codes. */
export function silenceGroups(summary: SilenceSummary, by: Gathering): SilenceGroup[] {
  const groups: SilenceGroup[] =
    by === 'indicator'
      ? summary.indicators.map(({ indicator, title, agencies, ...counts }) => ({
          code: indicator,
          name: { zh: `${indicator} ${title.zh}`, en: `${indicator} ${title.en}` },
          others: agencies,
          ...counts,
        }))
      : summary.agencies.map(({ agency, indicators, ...counts }) => ({
          code: agency.code,
          name: { zh: agency.name, en: agency.name },
          others: indicators,
          ...counts,
        }));
  return groups.sort((a, b) => b.scopes - a.scopes || (a.code < b.code ? -1 : 1));
}
