import type { DemoPeriod } from './months.js';

/** A code of the catalogue. */
export type DemoIndicator = `${'DQ' | 'CB' | 'DY' | 'CW' | 'NK' | 'YX'}${number}`;

/** One row that a run of `period` must give. */
export interface ExpectedHit {
  indicator: DemoIndicator;
  agency: string;
  line: string;
  subject: string;
  hitKey: string;
  period: string;
  verdict: 'hit' | 'cannot_decide';
}

/** A rule that an agency's data of a month does not keep. */
export interface BrokenRule {
  rule: string;
  agency: string;
  line: string;
  period: DemoPeriod;
}

/** Something that looks like a problem and must stay quiet. */
export interface NearMiss {
  indicator: DemoIndicator;
  agency: string;
  line: string;
  subject: string;
  hitKey?: string;
  period: string;
  why: string;
}

/** Numbers that are given only when logs and statements are written. */
type Later = string | (() => string);
const now = (text: Later): string => (typeof text === 'string' ? text : text());

/** Collects what was planted while it is planted. */
export class Findings {
  private readonly hitList: (() => ExpectedHit)[] = [];
  private readonly nearMissList: (() => NearMiss)[] = [];
  private readonly brokenRuleList = new Map<string, BrokenRule>();

  hit(indicator: DemoIndicator, agency: string, line: string, subject: Later, hitKey: Later, period: string): void {
    this.add({ indicator, agency, line, period, verdict: 'hit' }, subject, hitKey);
  }

  cannotDecide(indicator: DemoIndicator, agency: string, line: string, subject: Later, hitKey: Later, period: string) {
    this.add({ indicator, agency, line, period, verdict: 'cannot_decide' }, subject, hitKey);
  }

  nearMiss(
    indicator: DemoIndicator,
    agency: string,
    line: string,
    subject: Later,
    hitKey: Later | undefined,
    period: string,
    why: string,
  ): void {
    this.nearMissList.push(() => ({
      indicator,
      agency,
      line,
      subject: now(subject),
      ...(hitKey === undefined ? {} : { hitKey: now(hitKey) }),
      period,
      why,
    }));
  }

  /** A rule that is broken there, however often it is planted, and the hit of DQ11 that it raises. */
  brokenRule(rule: string, agency: string, line: string, period: DemoPeriod): void {
    const key = `${rule}/${agency}/${line}/${period}`;
    if (this.brokenRuleList.has(key)) return;
    this.brokenRuleList.set(key, { rule, agency, line, period });
    this.hit('DQ11', agency, line, agency, rule, period);
  }

  hits(): ExpectedHit[] {
    return this.hitList.map((build) => build());
  }

  brokenRules(): BrokenRule[] {
    return [...this.brokenRuleList.values()];
  }

  nearMisses(): NearMiss[] {
    return this.nearMissList.map((build) => build());
  }

  private add(fixed: Omit<ExpectedHit, 'subject' | 'hitKey'>, subject: Later, hitKey: Later): void {
    this.hitList.push(() => ({ ...fixed, subject: now(subject), hitKey: now(hitKey) }));
  }
}
