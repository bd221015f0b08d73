import { yuanText, type Cents } from './cents.js';

/** Figures of the region that the office enters, as a file for `enterStatutoryTable`. Every one of them is invented. */
export interface DemoFigures {
  /** ISO 8601 with +08:00, and the user name of a demonstration account. */
  at: string;
  by: string;
  file: string;
}

/** Limits of the contribution base of 2026: 60 % and 300 % of an average wage that nobody earned. */
export const baseLimit = { lower: 510_000, upper: 2_550_000 } as const;
/** An agency with a lower limit of its own. */
export const ownBaseLimit = { agency: '120116', line: '110', lower: 490_000 } as const;
/** Lines whose bases have the region's limits. */
export const limitedLines = ['110', '120', '210'] as const;

interface Standard {
  line: '110' | '120' | '170' | '210';
  item: string;
  minimum: Cents | null;
  average: Cents | null;
  maximum: Cents | null;
  agency?: string;
}

/** Monthly benefits: not below the minimum, not above the maximum or three times the average. */
export const benefitStandards = {
  enterprise: { line: '110', item: 'basic_pension', minimum: 120_000, average: 380_000, maximum: null },
  /** An agency with an average of its own. */
  enterpriseOf120116: {
    line: '110',
    item: 'basic_pension',
    minimum: 120_000,
    average: 420_000,
    maximum: null,
    agency: '120116',
  },
  publicSector: { line: '120', item: 'basic_pension', minimum: 250_000, average: 600_000, maximum: null },
  resident: { line: '170', item: 'basic_pension', minimum: 32_700, average: 34_000, maximum: null },
  unemployment: { line: '210', item: 'unemployment_benefit', minimum: 101_000, average: null, maximum: 232_000 },
} as const satisfies Record<string, Standard>;

/** Says wherever the figures are read that nobody has published them. */
const invented = (what: string, no: number): string =>
  `source: { title: 示范值：${what}（虚构，仅供演示）, reference: 示范〔2026〕${no}号；不是任何部门公布的标准，不得用于实际监督 }`;

const figure = (cents: Cents | null): string => (cents === null ? 'null' : `'${yuanText(cents)}'`);

const limitRow = (agency: string | null, line: string, lower: Cents): string =>
  `  - { agency: ${agency === null ? 'null' : `'${agency}'`}, line: '${line}', period_from: '202601', period_to: '202612', ` +
  `lower_limit: ${figure(lower)}, upper_limit: ${figure(baseLimit.upper)} }`;

const standardRow = ({ agency, line, item, minimum, average, maximum }: Standard): string =>
  `  - { agency: ${agency === undefined ? 'null' : `'${agency}'`}, line: '${line}', item: ${item}, period_from: '202601', ` +
  `period_to: null, minimum: ${figure(minimum)}, average: ${figure(average)}, maximum: ${figure(maximum)} }`;

/** What the office enters before the first month is evaluated. */
export const officeFigures: readonly DemoFigures[] = [
  {
    at: '2026-07-02T09:30:00+08:00',
    by: 'chenwei',
    file: `table: base_limit
title: { zh: 缴费基数上下限, en: Limits of the contribution base }
${invented('缴费基数上下限', 1)}
validFrom: '2026-01-01'
validTo: null
rows:
${[...limitedLines.map((line) => limitRow(null, line, baseLimit.lower)), limitRow(ownBaseLimit.agency, ownBaseLimit.line, ownBaseLimit.lower)].join('\n')}
`,
  },
  {
    at: '2026-07-02T09:50:00+08:00',
    by: 'chenwei',
    file: `table: benefit_standard
title: { zh: 待遇标准, en: Benefit standards }
${invented('待遇标准', 2)}
validFrom: '2026-01-01'
validTo: null
rows:
${Object.values(benefitStandards).map(standardRow).join('\n')}
`,
  },
];
