import { keyedHash } from './keyed-hash.js';
import type { Business } from './line-book.js';
import { atSecond, clock, type DemoPeriod } from './months.js';
import type { SeededRandom } from './seeded-random.js';

export type Step = 'accept' | 'first_review' | 'second_review' | 'approval' | 'rollback' | 'backend';

/** One row of the operation log; `logNo` is set when the month is numbered. */
export interface LogEntry {
  businessNo: string;
  operation: string;
  riskLevel: Business['riskLevel'];
  step: Step;
  staffNo: string | null;
  at: string;
  selfService: boolean;
  personNo: string | null;
  logNo: string;
}

export interface DemoStaff {
  no: string;
  name: string;
  personHash: string;
  postClass: 'business' | 'finance' | 'data' | 'audit' | 'operations';
  post: string;
  matter: string;
  riskLevel: 'high' | 'medium' | 'low';
}

const posts: readonly Omit<DemoStaff, 'name' | 'personHash'>[] = [
  { no: 'S001', postClass: 'business', post: '受理岗', matter: '业务受理', riskLevel: 'low' },
  { no: 'S002', postClass: 'business', post: '受理岗', matter: '业务受理', riskLevel: 'low' },
  { no: 'S003', postClass: 'business', post: '受理岗', matter: '业务受理', riskLevel: 'low' },
  { no: 'S004', postClass: 'business', post: '初审岗', matter: '业务初审', riskLevel: 'medium' },
  { no: 'S005', postClass: 'business', post: '初审岗', matter: '业务初审', riskLevel: 'medium' },
  { no: 'S006', postClass: 'business', post: '复核岗', matter: '业务复核', riskLevel: 'high' },
  { no: 'S007', postClass: 'business', post: '复核岗', matter: '业务复核', riskLevel: 'high' },
  { no: 'S008', postClass: 'business', post: '审核岗', matter: '业务审核', riskLevel: 'high' },
  { no: 'S009', postClass: 'business', post: '审核岗', matter: '业务审核', riskLevel: 'high' },
  { no: 'S010', postClass: 'finance', post: '会计岗', matter: '会计核算', riskLevel: 'high' },
  { no: 'S011', postClass: 'finance', post: '出纳岗', matter: '资金收付', riskLevel: 'high' },
  { no: 'S012', postClass: 'finance', post: '财务复核岗', matter: '凭证审核', riskLevel: 'high' },
  { no: 'S013', postClass: 'audit', post: '稽核内控岗', matter: '内控检查', riskLevel: 'medium' },
  { no: 'S014', postClass: 'data', post: '数据管理岗', matter: '数据整理上传', riskLevel: 'medium' },
];

/** Staff and operation log of one agency over the four months. */
export class ControlBook {
  readonly staff: DemoStaff[];
  readonly log: Record<DemoPeriod, LogEntry[]> = { '202606': [], '202607': [], '202608': [], '202609': [] };
  private businessCount = 0;

  constructor(
    readonly agency: string,
    readonly random: SeededRandom,
    nameOf: () => string,
  ) {
    this.staff = posts.map((post) => ({
      ...post,
      name: nameOf(),
      personHash: keyedHash(`${agency}${post.no.slice(1)}`),
    }));
  }

  /** A second staff number of a person who has one already. */
  addAlias(no: string, of: string): DemoStaff {
    const same = this.staff.find((staff) => staff.no === of);
    if (!same) throw new RangeError(`no staff ${of}`);
    const alias = { ...same, no };
    this.staff.push(alias);
    return alias;
  }

  newBusinessNo(period: DemoPeriod): string {
    this.businessCount += 1;
    return `YW${period}${String(this.businessCount).padStart(6, '0')}`;
  }

  step(
    period: DemoPeriod,
    businessNo: string,
    step: Step,
    staffNo: string | null,
    at: string,
    more: Partial<LogEntry> = {},
  ): LogEntry {
    const entry: LogEntry = {
      businessNo,
      operation: '待遇核定',
      riskLevel: 'high',
      step,
      staffNo,
      at,
      selfService: false,
      personNo: null,
      logNo: '',
      ...more,
    };
    this.log[period].push(entry);
    return entry;
  }

  /** Accept, two reviews and approval of a business by four persons within its day. */
  chain(period: DemoPeriod, business: Business): void {
    const no = this.newBusinessNo(period);
    const more = {
      operation: business.operation,
      riskLevel: business.riskLevel,
      personNo: business.person?.no ?? null,
    };
    const start = clock(9) + this.random.between(0, 5400);
    const at = (gap: number) => atSecond(business.on, start + gap + this.random.between(0, 900));
    this.step(period, no, 'accept', this.random.pick(['S001', 'S002', 'S003']), at(0), more);
    this.step(period, no, 'first_review', this.random.pick(['S004', 'S005']), at(2400), more);
    this.step(period, no, 'second_review', this.random.pick(['S006', 'S007']), at(6000), more);
    const approval = this.step(period, no, 'approval', 'S008', at(9600 + this.random.between(0, 6000)), more);
    this.approvals.set(business, approval);
  }

  private readonly approvals = new Map<Business, LogEntry>();

  /** Numbers every row in the order of time, without a gap over the months, and tells each business its log number. */
  number(): void {
    let next = 1;
    for (const entries of Object.values(this.log)) {
      entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.businessNo < b.businessNo ? -1 : 1));
      for (const entry of entries) entry.logNo = `L${String(next++).padStart(8, '0')}`;
    }
    for (const [business, approval] of this.approvals) business.logNo = approval.logNo;
  }
}
