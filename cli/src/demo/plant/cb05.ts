import { sum, type Cents } from '../cents.js';
import type { Contribution, DemoEmployer, LineBook } from '../line-book.js';
import type { DemoPeriod } from '../months.js';
import type { Planting, World } from '../world.js';

const yuan = (n: number): Cents => n * 100;

interface Shortfall {
  /** Short by so much in the month; negative: paid too much. */
  employer: { due: Cents; short: Cents }[];
  agency: string;
  period: DemoPeriod;
  /** Whether the agency's total is a hit, and which of the employers are. */
  total: boolean;
  hits: number[];
  why?: string;
}

const cases: readonly Shortfall[] = [
  {
    agency: '120102',
    period: '202606',
    employer: [{ due: yuan(486_000), short: yuan(486_000) }],
    total: true,
    hits: [0],
  },
  {
    agency: '120116',
    period: '202607',
    employer: [
      { due: yuan(600_000), short: yuan(60_000) },
      { due: yuan(2_000_000), short: yuan(-55_000) },
    ],
    total: false,
    hits: [0],
    why: '一户少缴、一户多缴，机构合计差额 5000 元；多缴 2.75% 未超 5%',
  },
  {
    agency: '120103',
    period: '202608',
    employer: [1, 2, 3].map(() => ({ due: yuan(400_000), short: yuan(16_000) })),
    total: true,
    hits: [],
    why: '各户差额 4%，未超 5%',
  },
  {
    agency: '120114',
    period: '202609',
    employer: [{ due: yuan(360_000), short: yuan(60_000) }],
    total: true,
    hits: [0],
  },
  {
    agency: '120112',
    period: '202607',
    employer: [{ due: yuan(80_000), short: yuan(10_000) }],
    total: false,
    hits: [],
    why: '差额恰为 10000 元',
  },
  {
    agency: '120101',
    period: '202608',
    employer: [{ due: yuan(9_000), short: yuan(9_000) }],
    total: false,
    hits: [],
    why: '全额未缴但不足 10000 元',
  },
];

/** Months whose agency total must differ by exactly one hundredth. */
const exactHundredth = { agency: '120111', period: '202606', due: yuan(2_000_000), short: yuan(20_000) } as const;

const planted = new WeakMap<World, Map<Shortfall, DemoEmployer[]>>();

/** Receivable and received that differ; every case is on line 110. */
export const cb05: Planting = {
  population(world) {
    const employers = new Map<Shortfall, DemoEmployer[]>();
    for (const one of cases) {
      const book = world.book(one.agency, '110');
      employers.set(
        one,
        one.employer.map(({ due }) => book.addEmployer({ unitDue: due })),
      );
    }
    planted.set(world, employers);
    world.book(exactHundredth.agency, '110').addEmployer({ unitDue: yuan(1_500_000) });
    world.book('120115', '110').addEmployer({ unitDue: yuan(2_000_000) });
  },
  drafts(world) {
    const { findings } = world;
    for (const one of cases) {
      const { agency, period } = one;
      const book = world.book(agency, '110');
      (planted.get(world)?.get(one) ?? []).forEach((employer, index) => {
        shorten(book, period, employer, one.employer[index]?.short ?? 0);
        if (one.hits.includes(index)) findings.hit('CB05', agency, '110', agency, employer.no, period);
        else findings.nearMiss('CB05', agency, '110', agency, employer.no, period, one.why ?? '');
      });
      if (one.total) findings.hit('CB05', agency, '110', agency, 'total', period);
      else findings.nearMiss('CB05', agency, '110', agency, 'total', period, one.why ?? '');
    }
    plantExactHundredth(world);
    plantDoubleAssessment(world);
    plantPaidWithoutLevy(world);
  },
};

function shorten(book: LineBook, period: DemoPeriod, employer: DemoEmployer, cents: Cents): void {
  const month = book.months[period];
  const paid = month.contributions.find((c) => c.employer === employer && c.person === null);
  if (!paid) throw new Error(`no contribution of ${employer.no} in ${period}`);
  paid.cents -= cents;
  if (paid.cents === 0) month.contributions = month.contributions.filter((c: Contribution) => c !== paid);
}

function plantExactHundredth(world: World): void {
  const { agency, period, due, short } = exactHundredth;
  const book = world.book(agency, '110');
  const employer = book.employers.find((e) => e.unitDue !== null);
  const levy = book.months[period].levies.find((l) => l.employer === employer && l.person === null);
  const paid = book.months[period].contributions.find((c) => c.levy === levy);
  if (!employer || !levy || !paid) throw new Error('the large employer of the exact hundredth is missing');
  const others = sum(book.months[period].levies.filter((l) => l !== levy).map((l) => l.unitDue + l.personDue));
  levy.unitDue = due - others;
  levy.base = levy.unitDue * 4;
  paid.cents = levy.unitDue - short;
  world.findings.nearMiss('CB05', agency, '110', agency, 'total', period, '差额恰为应收的 1%');
  world.findings.nearMiss('CB05', agency, '110', agency, employer.no, period, '差额约 1%，未超 5%');
}

/** An employer assessed per person and, once more, as a whole: the whole does not count. */
function plantDoubleAssessment(world: World): void {
  const book = world.book('120104', '110');
  const employer = book.employers[0];
  if (!employer) throw new Error('120104 has no employer');
  const { levies } = book.months['202608'];
  const persons = levies.filter((levy) => levy.employer === employer && levy.person !== null);
  levies.push({
    no: book.number('L202608'),
    person: null,
    employer,
    base: sum(persons.map((levy) => levy.base)),
    unitRate: null,
    personRate: null,
    unitDue: sum(persons.map((levy) => levy.unitDue)),
    personDue: sum(persons.map((levy) => levy.personDue)),
  });
  world.findings.nearMiss(
    'CB05',
    '120104',
    '110',
    '120104',
    employer.no,
    '202608',
    '已有人员明细核定，单位级核定不重复计',
  );
  world.findings.nearMiss('CB05', '120104', '110', '120104', 'total', '202608', '已有人员明细核定，单位级核定不重复计');
}

/** Money of an employer without an assessment: nobody can say what was due. */
function plantPaidWithoutLevy(world: World): void {
  const book = world.book('120115', '110');
  const employer = book.addEmployer({ name: '无核定入账' });
  book.contribute('202607', null, yuan(12_000), employer);
  world.findings.cannotDecide('CB05', '120115', '110', '120115', employer.no, '202607');
  world.findings.nearMiss('CB05', '120115', '110', '120115', 'total', '202607', '合计差额未超应收的 1%');
}
