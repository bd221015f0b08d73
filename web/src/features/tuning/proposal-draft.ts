import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { Severity } from '@fundwatch/domain/alert';
import type { OfficeStatus } from '@fundwatch/domain/evaluate';
import type { Changes } from './change-words.js';

type Indicator = Pick<ReplyOf<typeof routes.getIndicator>, 'parameters' | 'severity' | 'status' | 'lines' | 'standing'>;

/** What stands in the form: everything of the indicator that can be changed. */
export interface ProposalDraft {
  parameters: Record<string, string>;
  status: OfficeStatus | '';
  severity: Severity;
  lines: string[];
  /** Empty: all agencies. */
  agencies: string[];
}

/** The form as the version in force fills it, with what an answer proposed on top. */
export function draftOf(indicator: Indicator, proposed: Changes = {}): ProposalDraft {
  const { status } = indicator;
  return {
    parameters: Object.fromEntries(
      indicator.parameters.map(({ name, value }) => [name, proposed.parameters?.[name] ?? value]),
    ),
    status: status === 'trial' || status === 'active' || status === 'retired' ? status : '',
    severity: indicator.severity,
    lines: [...indicator.lines],
    agencies: (indicator.standing.agencies ?? []).map(({ code }) => code),
  };
}

/** What of the form differs from the version in force: only that is proposed. */
export function changesOf(indicator: Indicator, draft: ProposalDraft): Changes {
  const parameters = Object.fromEntries(
    indicator.parameters.flatMap(({ name, value }) => {
      const next = (draft.parameters[name] ?? '').trim();
      return next === value ? [] : [[name, next]];
    }),
  );
  const before = (indicator.standing.agencies ?? []).map(({ code }) => code);
  return {
    ...(Object.keys(parameters).length ? { parameters } : {}),
    ...(draft.status && draft.status !== indicator.status ? { status: draft.status } : {}),
    ...(draft.severity === indicator.severity ? {} : { severity: draft.severity }),
    ...(sameSet(draft.lines, indicator.lines) ? {} : { lines: draft.lines.toSorted() }),
    ...(sameSet(draft.agencies, before) ? {} : { agencies: draft.agencies.length ? draft.agencies.toSorted() : null }),
  };
}

/** How many things a proposal changes. */
export function countChanges({ parameters, ...rest }: Changes): number {
  return Object.keys(parameters ?? {}).length + Object.keys(rest).length;
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
