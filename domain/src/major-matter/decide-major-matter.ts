import {
  compareSizes,
  majorMatterTransitions,
  notPossible,
  requireStep,
  type Commander,
  type Decimal,
  type MajorMatterCommand,
  type MajorMatterState,
  type MatterRequest,
} from '../alert/index.js';
import { isPlainDay, shanghaiDayOf, type Instant, type PlainDay } from '../calendar/index.js';
import type { MatterSettings } from '../case/index.js';
import { DomainError } from '../errors.js';

/** 贪污挪用, 欺诈骗取, 其他损失. */
export const suspicions = ['embezzlement', 'fraud', 'other_loss'] as const;
export type Suspicion = (typeof suspicions)[number];
/** 普通要情, and the tier above it. */
export const majorMatterTiers = ['ordinary', 'higher'] as const;
export type MajorMatterTier = (typeof majorMatterTiers)[number];

/** 要情 (津16): what a case of this size, or one that is investigated, is reported as. It runs beside everything else. */
export interface MajorMatter {
  id: string;
  /** 津要2026-0001. */
  number: string;
  caseId: string;
  state: MajorMatterState;
  revision: number;
  suspicion: Suspicion;
  tier: MajorMatterTier;
  /** Possible loss of the case when it was proposed, yuan. */
  amount: Decimal | null;
  /** Since it was under investigation; by itself enough below the threshold. */
  investigated: boolean;
  /** What the report says. */
  report: string;
  openedBy: string;
  openedAt: Instant;
  signedBy: string | null;
  signedAt: Instant | null;
  /** To whom, by which number and when it went out. */
  reportedTo: string | null;
  reportNumber: string | null;
  reportedOn: PlainDay | null;
}

export interface MajorMatterEvent {
  type: MajorMatterCommand;
  at: Instant;
  reason: string | null;
  details: Record<string, unknown>;
}

/** What a case says towards a major matter. */
export interface MajorMatterGrounds {
  caseId: string;
  possibleLoss: Decimal | null;
  investigated: boolean;
}

/** The tier that a case reaches; null below the threshold where nobody investigates it. */
export function majorMatterTier(
  { possibleLoss, investigated }: Pick<MajorMatterGrounds, 'possibleLoss' | 'investigated'>,
  { majorMatterFromYuan, majorMatterHigherFromYuan }: MatterSettings,
): MajorMatterTier | null {
  if (possibleLoss !== null && compareSizes(possibleLoss, majorMatterHigherFromYuan) >= 0) return 'higher';
  const reaches = possibleLoss !== null && compareSizes(possibleLoss, majorMatterFromYuan) >= 0;
  return reaches || investigated ? 'ordinary' : null;
}

/** One step; what its command doesn't need is left out. */
export interface MajorMatterRequest extends MatterRequest<MajorMatterCommand> {
  suspicion?: Suspicion | undefined;
  reportedTo?: string | undefined;
  reportNumber?: string | undefined;
  on?: PlainDay | undefined;
}

/**
 * What a step makes of a major matter; the reason of `propose` is the report. Changes nothing.
 * @throws DomainError NOT_ALLOWED · MATTER_CHANGED · MATTER_STEP_NOT_POSSIBLE · NEEDS_ANOTHER_PERSON · REASON_REQUIRED ·
 *   MAJOR_MATTER_BELOW_THRESHOLD
 */
export function decideMajorMatter(
  standing: MajorMatter | { id: string; number: string; grounds: MajorMatterGrounds },
  request: MajorMatterRequest,
  { now, by, settings }: { now: Instant; by: Commander; settings: MatterSettings },
): { majorMatter: MajorMatter; event: MajorMatterEvent } {
  const known = 'state' in standing ? standing : null;
  const { row, reason, account } = requireStep(majorMatterTransitions, known, request, by);
  const begun =
    'state' in standing ? standing : propose(standing, request, { account, now, report: reason ?? '', settings });
  const change = changeBy(begun, request, { account, now });
  return {
    majorMatter: { ...begun, ...change, state: row.to ?? begun.state, revision: begun.revision + 1 },
    event: {
      type: row.command,
      at: now,
      reason,
      details:
        row.command === 'propose'
          ? { tier: begun.tier, amount: begun.amount, investigated: begun.investigated, suspicion: begun.suspicion }
          : { ...change },
    },
  };
}

function propose(
  { id, number, grounds }: { id: string; number: string; grounds: MajorMatterGrounds },
  { suspicion }: MajorMatterRequest,
  { account, now, report, settings }: { account: string; now: Instant; report: string; settings: MatterSettings },
): MajorMatter {
  const tier = majorMatterTier(grounds, settings);
  if (tier === null)
    throw new DomainError('MAJOR_MATTER_BELOW_THRESHOLD', {
      possibleLoss: grounds.possibleLoss,
      threshold: settings.majorMatterFromYuan,
    });
  if (!suspicion) throw notPossible('major_matter', 'propose', null, 'suspicion');
  return {
    id,
    number,
    caseId: grounds.caseId,
    state: 'proposed',
    revision: -1,
    suspicion,
    tier,
    amount: grounds.possibleLoss,
    investigated: grounds.investigated,
    report,
    openedBy: account,
    openedAt: now,
    signedBy: null,
    signedAt: null,
    reportedTo: null,
    reportNumber: null,
    reportedOn: null,
  };
}

function changeBy(
  one: MajorMatter,
  { command, reportedTo, reportNumber, on }: MajorMatterRequest,
  { account, now }: { account: string; now: Instant },
): Partial<MajorMatter> {
  if (command === 'sign') return { signedBy: account, signedAt: now };
  if (command !== 'report') return {};
  const today = shanghaiDayOf(now);
  const reportedOn = on ?? today;
  const signedOn = shanghaiDayOf(one.signedAt ?? now);
  if (!reportedTo?.trim() || !reportNumber?.trim())
    throw notPossible('major_matter', command, one.state, reportedTo?.trim() ? 'reportNumber' : 'reportedTo');
  if (!isPlainDay(reportedOn) || reportedOn > today || reportedOn < signedOn)
    throw notPossible('major_matter', command, one.state, 'on');
  return { reportedTo: reportedTo.trim(), reportNumber: reportNumber.trim(), reportedOn };
}
