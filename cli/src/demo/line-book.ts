import { addPeriods, periodOf } from '@fundwatch/domain/calendar';
import { shareOf, type Cents } from './cents.js';
import { creditCode } from './credit-codes.js';
import type { IdentityIssuer, NaturalPerson } from './identities.js';
import { keyedHash } from './keyed-hash.js';
import { atSecond, clock, demoMonths, demoPeriods, type DemoPeriod } from './months.js';
import type { DemoLine } from './region.js';
import type { SeededRandom } from './seeded-random.js';

export interface DemoEmployer {
  no: string;
  creditCode: string;
  name: string;
  /** A large employer is assessed as a whole (a levy without persons): its monthly due. */
  unitDue: Cents | null;
  cancelledOn: string | null;
  injuryRate: number;
}

export interface BenefitItem {
  item: string;
  cents: Cents;
}

export interface DemoPerson extends NaturalPerson {
  no: string;
  kind: 'worker' | 'beneficiary';
  /** What the agency sends as id number in a month; the real one unless a case says otherwise. */
  idSent(period: DemoPeriod): string | null;
  otherId: string | null;
  /** Where the archive's date of birth is another one than that sent. */
  archiveBirthDate: string | null;
  employer: DemoEmployer | null;
  enrolledOn: string;
  wage: Cents;
  accountHash: string;
  benefits: BenefitItem[];
  /** First month in the person table. */
  from: DemoPeriod;
  /** Months that are paid; null = open. */
  paidFrom: string;
  paidTo: string | null;
  /** The month in which the agency books the death, null while it doesn't know. */
  deathBookedIn: DemoPeriod | null;
}

export interface Payment {
  no: string;
  batchNo: string;
  person: DemoPerson;
  item: string;
  benefitPeriod: string;
  cents: Cents;
  accountHash: string;
  reviewedBy: string | null;
  reviewedAt: string | null;
  approvedBy: string | null;
  approvedAt: string | null;
  paidAt: string | null;
  /** Sent to the bank one by one instead of in the batch. */
  single: boolean;
}

export interface BankReturn {
  no: string;
  payment: Payment | null;
  paymentNo: string;
  result: 'success' | 'failure';
  failReason: string | null;
  settledAt: string;
  reissueOf: string | null;
}

export interface Levy {
  no: string;
  person: DemoPerson | null;
  employer: DemoEmployer | null;
  base: Cents;
  unitRate: number | null;
  personRate: number | null;
  unitDue: Cents;
  personDue: Cents;
  /** Another kind than the ordinary one of the month. */
  kind?: 'back';
  /** Another fee month than that of the package. */
  feePeriod?: string;
}

export interface Contribution {
  no: string;
  levy: Levy | null;
  employer: DemoEmployer | null;
  person: DemoPerson | null;
  cents: Cents;
  paidOn: string;
  bookedOn: string;
  /** Of a back payment: the months that it is for, and the business that approved it. */
  months?: number;
  business?: Business;
}

export interface Refund {
  no: string;
  employer: DemoEmployer;
  cents: Cents;
  accountHash: string;
  on: string;
}

/** A business that passes the steps of the operation log; `logNo` is set when the control month is numbered. */
export interface Business {
  operation: string;
  riskLevel: 'high' | 'medium' | 'low';
  person: DemoPerson | null;
  on: string;
  logNo: string | null;
}

export interface Approval {
  no: string;
  person: DemoPerson;
  item: BenefitItem;
  on: string;
  business: Business;
}

export interface StatusChange {
  no: string;
  person: DemoPerson;
  item: string;
  status: 'ended' | 'suspended' | 'normal';
  reason: 'death' | 'imprisonment' | 'duplicate' | 'other';
  at: string;
  business: Business;
}

export interface PersonChange {
  no: string;
  person: DemoPerson;
  field: 'id_number' | 'bank_account';
  oldHash: string;
  newHash: string;
  at: string;
  business: Business;
}

/** Money that a bank account moved outside the ordinary flow, and the ledger head on its other side. */
export interface ExtraMovement {
  account: 'income' | 'fiscal' | 'expense' | 'pool' | 'stray';
  direction: 'in' | 'out';
  cents: Cents;
  counterpartyKind: string | null;
  counterpartyHash: string | null;
  counterpartyName: string;
  purpose: string;
  contra: string;
  at: string;
  /** It came to the income account after the month's money had gone to the fiscal account. */
  afterSweep?: true;
  /** Set when the statement is numbered. */
  serial: string | null;
}

/** Everything that happens on one agency's line in one month, before it is written as rows. */
export interface LineMonth {
  levies: Levy[];
  contributions: Contribution[];
  refunds: Refund[];
  payments: Payment[];
  returns: BankReturn[];
  approvals: Approval[];
  statuses: StatusChange[];
  changes: PersonChange[];
  businesses: Business[];
  movements: ExtraMovement[];
  /** Benefits that the ledger leaves out of 5001 (positive) or books too much (negative). */
  ledgerShortfall: Cents;
}

const contributionRates: Record<DemoLine, { unit: number; person: number }> = {
  '110': { unit: 160_000, person: 80_000 },
  '120': { unit: 160_000, person: 80_000 },
  '170': { unit: 0, person: 0 },
  '210': { unit: 5_000, person: 5_000 },
  '410': { unit: 4_000, person: 0 },
};

const pensionAmount: Record<DemoLine, [Cents, Cents]> = {
  '110': [240_000, 520_000],
  '120': [420_000, 780_000],
  '170': [28_000, 42_000],
  '210': [164_000, 164_000],
  '410': [210_000, 460_000],
};

const employerWords = ['华澄', '津合', '海晏', '北洋', '滨禾', '瑞泽', '同序', '长芦', '云帆', '双桥', '立德', '正衡'];
const employerTrades = ['机械制造', '物业服务', '食品', '物流', '纺织', '建筑安装', '信息技术', '商贸'];

/** Persons, employers and monthly doings of one agency × line. Numbers repeat across agencies and lines, as the standard allows. */
export class LineBook {
  readonly persons: DemoPerson[] = [];
  readonly employers: DemoEmployer[] = [];
  readonly months: Record<DemoPeriod, LineMonth>;
  /** Balances from before the demonstration on heads that usually have none (debit positive), and since when. */
  readonly openings: { subject: string; cents: Cents; since: string }[] = [];
  private readonly counters = new Map<string, number>();

  constructor(
    readonly agency: string,
    readonly line: DemoLine,
    readonly random: SeededRandom,
    private readonly issuer: IdentityIssuer,
    private readonly nextCredit: () => number,
  ) {
    this.months = Object.fromEntries(demoPeriods.map((period) => [period, emptyMonth()])) as Record<
      DemoPeriod,
      LineMonth
    >;
  }

  /** The next number of a series within agency and line: prefix and six digits. */
  number(prefix: string): string {
    const next = (this.counters.get(prefix) ?? 0) + 1;
    this.counters.set(prefix, next);
    return prefix + String(next).padStart(6, '0');
  }

  addEmployer(wanted: { name?: string; unitDue?: Cents; cancelledOn?: string } = {}): DemoEmployer {
    const publicSector = this.line === '120';
    const name = wanted.name ?? this.random.pick(employerWords) + this.random.pick(employerTrades);
    const serial = this.nextCredit();
    const employer: DemoEmployer = {
      no: this.number('E'),
      creditCode: creditCode(serial),
      name: publicSector ? `示范${serial}号事业单位` : `${name}（示范${serial}）有限公司`,
      unitDue: wanted.unitDue ?? null,
      cancelledOn: wanted.cancelledOn ?? null,
      injuryRate: this.random.pick([2_000, 4_000, 7_000, 11_000]),
    };
    this.employers.push(employer);
    return employer;
  }

  addWorker(employer: DemoEmployer | null, wanted: Partial<DemoPerson> = {}): DemoPerson {
    // Enrolled at an age that goes with the birth date, also with one that is wanted.
    const who = { ...this.issuer.issue(1972, 2001), ...wanted };
    const wage =
      this.line === '170' ? this.random.pick([30_000, 60_000, 90_000]) : this.random.between(520, 1500) * 1000;
    return this.add({ ...this.blank(who), kind: 'worker', employer, wage, ...wanted });
  }

  addBeneficiary(wanted: Partial<DemoPerson> = {}, who?: NaturalPerson): DemoPerson {
    const [low, high] = pensionAmount[this.line];
    const amount = low === high ? low : Math.floor(this.random.between(low, high) / 10) * 10;
    const benefits: Record<DemoLine, BenefitItem[]> = {
      '110': [{ item: 'basic_pension', cents: amount }],
      '120': [{ item: 'basic_pension', cents: amount }],
      '170': [
        { item: 'basic_pension', cents: 32_700 },
        { item: 'personal_account_pension', cents: Math.max(1_000, amount - 20_000) },
      ],
      '210': [
        { item: 'unemployment_benefit', cents: amount },
        { item: 'medical_premium', cents: 48_230 },
      ],
      '410': [{ item: 'injury_allowance', cents: amount }],
    };
    const working = this.line === '210' || this.line === '410';
    const person = who ?? (working ? this.issuer.issue(1973, 1998) : this.issuer.issue(1940, 1962));
    return this.add({ ...this.blank(person), kind: 'beneficiary', benefits: benefits[this.line], ...wanted });
  }

  /** A payment with its review and approval, and its return unless the case brings its own. */
  pay(
    period: DemoPeriod,
    person: DemoPerson,
    benefit: BenefitItem,
    wanted: {
      benefitPeriod?: string;
      batch?: 'regular' | 'supplement';
      result?: 'success' | 'failure' | 'none';
      accountHash?: string;
    } = {},
  ): Payment {
    const month = this.months[period];
    const supplement = wanted.batch === 'supplement';
    const reviewDay = supplement ? demoMonths[period].supplementOn : demoMonths[period].prepareOn;
    const payDay = supplement ? demoMonths[period].supplementOn : demoMonths[period].payOn;
    const order = month.payments.length;
    const payment: Payment = {
      no: this.number(`F${period}`),
      batchNo: `B${period}${supplement ? '02' : '01'}`,
      person,
      item: benefit.item,
      benefitPeriod: wanted.benefitPeriod ?? period,
      cents: benefit.cents,
      accountHash: wanted.accountHash ?? person.accountHash,
      reviewedBy: 'S006',
      reviewedAt: atSecond(reviewDay, clock(9, 20) + order * 7),
      approvedBy: 'S008',
      approvedAt: atSecond(reviewDay, clock(11) + order * 7),
      paidAt: atSecond(payDay, clock(14) + order),
      single: false,
    };
    month.payments.push(payment);
    if (wanted.result !== 'none') this.return(period, payment, wanted.result ?? 'success');
    return payment;
  }

  return(period: DemoPeriod, payment: Payment, result: 'success' | 'failure', reissueOf: string | null = null) {
    const month = this.months[period];
    const sameMonth = month.payments.includes(payment);
    const day = sameMonth ? (payment.paidAt ?? payment.approvedAt ?? '').slice(0, 10) : demoMonths[period].supplementOn;
    const entry: BankReturn = {
      no: this.number(`R${period}`),
      payment,
      paymentNo: payment.no,
      result,
      failReason: result === 'failure' ? '账户状态异常' : null,
      settledAt: atSecond(day || demoMonths[period].payOn, clock(16) + month.returns.length),
      reissueOf,
    };
    month.returns.push(entry);
    return entry;
  }

  approve(period: DemoPeriod, person: DemoPerson, on: string): void {
    for (const item of person.benefits) {
      const business = this.business(period, '待遇核定', 'high', person, on);
      this.months[period].approvals.push({ no: this.number(`A${period}`), person, item, on, business });
    }
  }

  endBenefits(period: DemoPeriod, person: DemoPerson, reason: StatusChange['reason'], on: string): void {
    for (const { item } of person.benefits) {
      const business = this.business(period, '待遇终止', 'high', person, on);
      const at = atSecond(on, clock(16, 30));
      this.months[period].statuses.push({
        no: this.number(`Z${period}`),
        person,
        item,
        status: 'ended',
        reason,
        at,
        business,
      });
    }
  }

  change(
    period: DemoPeriod,
    person: DemoPerson,
    field: PersonChange['field'],
    before: string,
    after: string,
    on: string,
  ) {
    const business = this.business(period, '关键信息变更', 'high', person, on);
    const at = atSecond(on, clock(16, 40));
    this.months[period].changes.push({
      no: this.number(`C${period}`),
      person,
      field,
      oldHash: keyedHash(before),
      newHash: keyedHash(after),
      at,
      business,
    });
  }

  business(
    period: DemoPeriod,
    operation: string,
    riskLevel: Business['riskLevel'],
    person: DemoPerson | null,
    on: string,
  ) {
    const business: Business = { operation, riskLevel, person, on, logNo: null };
    this.months[period].businesses.push(business);
    return business;
  }

  /** The regular batch of a month: everybody entitled, each item once. */
  payRegularBatch(period: DemoPeriod): void {
    for (const person of this.persons) {
      if (person.kind !== 'beneficiary' || person.from > period) continue;
      if (person.paidFrom > period || (person.paidTo !== null && person.paidTo < period)) continue;
      const batch = person.from === period && period !== demoPeriods[0] ? 'supplement' : 'regular';
      for (const benefit of person.benefits) this.pay(period, person, benefit, { batch });
    }
  }

  /** Assessments of a month, and each of them paid in full. */
  levyAndCollect(period: DemoPeriod): void {
    const rates = contributionRates[this.line];
    this.persons.forEach((person, index) => {
      if (person.kind !== 'worker' || person.from > period || this.line === '410') return;
      const resident = this.line === '170';
      // Residents pay once a year, each in a month of their own.
      if (resident && index % 4 !== demoPeriods.indexOf(period)) return;
      this.levy(period, {
        person,
        employer: person.employer,
        base: person.wage,
        unitRate: resident ? null : rates.unit,
        personRate: resident ? null : rates.person,
        unitDue: resident ? 0 : shareOf(person.wage, rates.unit),
        personDue: resident ? person.wage : shareOf(person.wage, rates.person),
      });
    });
    for (const employer of this.employers) {
      const base = this.line === '410' ? this.payrollOf(employer) : (employer.unitDue ?? 0) * 4;
      if (base === 0) continue;
      const due = this.line === '410' ? shareOf(base, employer.injuryRate) : (employer.unitDue ?? 0);
      const rate = this.line === '410' ? employer.injuryRate : null;
      this.levy(period, { person: null, employer, base, unitRate: rate, personRate: null, unitDue: due, personDue: 0 });
    }
  }

  private levy(period: DemoPeriod, fields: Omit<Levy, 'no'>): void {
    const month = this.months[period];
    const levy: Levy = { no: this.number(`L${period}`), ...fields };
    month.levies.push(levy);
    this.contribute(period, levy, levy.unitDue + levy.personDue);
  }

  contribute(period: DemoPeriod, levy: Levy | null, cents: Cents, employer = levy?.employer ?? null): Contribution {
    const month = this.months[period];
    const early = (month.contributions.length & 1) === 0;
    const day = `${demoMonths[period].firstDay.slice(0, 8)}`;
    const entry: Contribution = {
      no: this.number(`D${period}`),
      levy,
      employer,
      person: levy?.person ?? null,
      cents,
      paidOn: day + (early ? '11' : '15'),
      bookedOn: day + (early ? '12' : '16'),
    };
    month.contributions.push(entry);
    return entry;
  }

  /** Contributions for past months, assessed in one sum, approved like every other business and paid in full. */
  backPay(
    period: DemoPeriod,
    person: DemoPerson,
    { months, feePeriod, base, on }: { months: number; feePeriod: string; base: Cents; on: string },
  ): Contribution {
    const resident = this.line === '170';
    const rates = contributionRates[this.line];
    const levy: Levy = {
      no: this.number(`L${period}`),
      person,
      employer: person.employer,
      base,
      unitRate: resident ? null : rates.unit,
      personRate: resident ? null : rates.person,
      unitDue: resident ? 0 : shareOf(base, rates.unit),
      personDue: resident ? base : shareOf(base, rates.person),
      kind: 'back',
      feePeriod,
    };
    this.months[period].levies.push(levy);
    const paid = this.contribute(period, levy, levy.unitDue + levy.personDue);
    return Object.assign(paid, { months, business: this.business(period, '一次性补缴', 'high', person, on) });
  }

  private payrollOf(employer: DemoEmployer): Cents {
    return this.persons.reduce((total, p) => total + (p.kind === 'worker' && p.employer === employer ? p.wage : 0), 0);
  }

  private add(person: DemoPerson): DemoPerson {
    this.persons.push(person);
    return person;
  }

  private blank(who: NaturalPerson): DemoPerson {
    const no = this.number('P');
    const birthYear = Number(who.birthDate.slice(0, 4));
    return {
      ...who,
      no,
      kind: 'worker',
      idSent() {
        return this.idNumber;
      },
      otherId: null,
      archiveBirthDate: null,
      employer: null,
      enrolledOn: `${Math.max(birthYear + 22, 1998)}-0${this.random.between(1, 9)}-01`,
      wage: 0,
      accountHash: keyedHash(`${this.agency}${this.line}${no}`.replaceAll(/\D/g, '')),
      benefits: [],
      from: demoPeriods[0],
      paidFrom: demoPeriods[0],
      paidTo: null,
      deathBookedIn: null,
    };
  }
}

function emptyMonth(): LineMonth {
  return {
    levies: [],
    contributions: [],
    refunds: [],
    payments: [],
    returns: [],
    approvals: [],
    statuses: [],
    changes: [],
    businesses: [],
    movements: [],
    ledgerShortfall: 0,
  };
}

/** The month before the first one that a person may no longer be paid for: the month of death. */
export const lastPayableMonth = (deathDate: string): string => periodOf(deathDate);

/** The month after a death, in which an agency that knows it settles the case. */
export const settlementMonth = (deathDate: string): string => addPeriods(periodOf(deathDate), 1);
