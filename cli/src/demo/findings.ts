export type DemoIndicator =
  'DQ01' | 'DQ06' | 'CB05' | 'DY01' | 'DY04' | 'DY15' | 'DY23' | 'DY29' | 'CW01' | 'CW07' | 'NK01' | 'NK02';

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

  hits(): ExpectedHit[] {
    return this.hitList.map((build) => build());
  }

  nearMisses(): NearMiss[] {
    return this.nearMissList.map((build) => build());
  }

  private add(fixed: Omit<ExpectedHit, 'subject' | 'hitKey'>, subject: Later, hitKey: Later): void {
    this.hitList.push(() => ({ ...fixed, subject: now(subject), hitKey: now(hitKey) }));
  }
}
