import { buildWorld, type DemoOptions } from './build-world.js';
import { expectedVersions, type ExpectedVersion } from './expected-versions.js';
import type { BrokenRule, DemoIndicator, ExpectedHit, NearMiss } from './findings.js';
import type { DemoPeriod } from './months.js';
import { notEvaluatedScopes } from './plant/dq01.js';
import {
  expectedTrialHits,
  whitelistEntries,
  type DemoWhitelistEntry,
  type ExpectedTrialHit,
  type FindingPlace,
} from './tuning-story.js';

/** An alert that is raised from a first version and withdrawn when the corrected one comes. */
export interface WithdrawnFinding {
  indicator: DemoIndicator;
  agency: string;
  line: string;
  subject: string;
  period: string;
}

/** Rules that first versions broke and corrected ones keep. */
const repairedRules: readonly BrokenRule[] = [
  { rule: 'R02', agency: '120111', line: '110', period: '202608' },
  { rule: 'R11', agency: '120117', line: '110', period: '202606' },
  { rule: 'R18', agency: '120117', line: '110', period: '202606' },
  { rule: 'R19', agency: '120117', line: '110', period: '202606' },
];

export interface ExpectedFindings {
  /** What the latest run of each period gives once everything sent by the demonstration's end has been collected. */
  hits: ExpectedHit[];
  nearMisses: NearMiss[];
  /** Rules that the latest versions of a month do not keep; every other one holds or cannot be checked. */
  brokenRules: BrokenRule[];
  repairedRules: readonly BrokenRule[];
  notEvaluated: typeof notEvaluatedScopes;
  /** Hits of first versions only. */
  withdrawn: WithdrawnFinding[];
  /** Hits that the whitelist keeps quiet: found, and no alert is raised of them. */
  whitelisted: (FindingPlace & { subject: string })[];
  /** Entries of the whitelist that hold, and those that wait. */
  whitelist: (DemoWhitelistEntry & { subject: string })[];
  versions: readonly ExpectedVersion[];
  /** What versions on trial find; officers see it, and no alert is raised. */
  trialHits: (ExpectedTrialHit & { subject: string })[];
  /** Alerts with a live hit in a period, by indicator and period. */
  alerts: { indicator: DemoIndicator; period: string; count: number }[];
}

/** What the indicators have to say about `generateRegion` of the same options, and what they must not. */
export function expectedFindings(options: DemoOptions = {}): ExpectedFindings {
  const { findings } = buildWorld(options);
  const hits = findings.hits();
  const nearMisses = findings.nearMisses();
  const subjectOf = (place: FindingPlace) => findSubject([...hits, ...nearMisses], place);
  const whitelist = whitelistEntries.map((entry) => ({ ...entry, subject: subjectOf(entry.of) }));
  const isQuiet = (hit: ExpectedHit) => hit.verdict === 'hit' && whitelist.some((entry) => covers(entry, hit));
  return {
    hits,
    nearMisses,
    brokenRules: findings.brokenRules(),
    repairedRules,
    notEvaluated: notEvaluatedScopes,
    withdrawn: [
      { indicator: 'DY23', agency: '120104', line: '110', subject: '120104', period: '202607' },
      { indicator: 'CW01', agency: '120117', line: '110', subject: '120117', period: '202606' },
      { indicator: 'DQ11', agency: '120117', line: '110', subject: '120117', period: '202606' },
      { indicator: 'DQ11', agency: '120111', line: '110', subject: '120111', period: '202608' },
    ],
    whitelisted: hits.filter(isQuiet).map(({ indicator, agency, line, subject, period }) => ({
      indicator,
      agency,
      line,
      subject,
      period: period as DemoPeriod,
    })),
    whitelist,
    versions: expectedVersions,
    trialHits: expectedTrialHits.map((one) => ({ ...one, subject: subjectOf({ ...one, indicator: one.as }) })),
    alerts: countAlerts(hits.filter((hit) => !isQuiet(hit))),
  };
}

/** Whose finding was planted there. */
function findSubject(planted: readonly (ExpectedHit | NearMiss)[], place: FindingPlace): string {
  const { indicator, agency, line, period } = place;
  const found = planted.find(
    (one) => one.indicator === indicator && one.agency === agency && one.line === line && one.period === period,
  );
  if (!found) throw new Error(`nothing is planted for ${indicator} at ${agency} ${line} in ${period}`);
  return found.subject;
}

function covers(
  { of, subject, validFrom, validTo, approved }: ExpectedFindings['whitelist'][number],
  hit: ExpectedHit,
): boolean {
  return (
    !!approved &&
    hit.indicator === of.indicator &&
    hit.agency === of.agency &&
    hit.line === of.line &&
    hit.subject === subject &&
    hit.period >= validFrom &&
    hit.period <= validTo
  );
}

function countAlerts(hits: readonly ExpectedHit[]): ExpectedFindings['alerts'] {
  const subjects = new Map<string, Set<string>>();
  for (const { indicator, period, agency, line, subject, verdict } of hits) {
    if (verdict !== 'hit') continue;
    const key = `${indicator}/${period}`;
    subjects.set(key, (subjects.get(key) ?? new Set()).add(`${agency}/${line}/${subject}`));
  }
  return [...subjects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, alerts]) => {
      const [indicator, period] = key.split('/') as [DemoIndicator, string];
      return { indicator, period, count: alerts.size };
    });
}
