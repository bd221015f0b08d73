/** Tables of figures that the law or an office's own region sets; an indicator reads them as `facts.statutory_<name>`. */
export const statutoryTables = [
  'retirement_age',
  'minimum_contribution',
  'unemployment_months',
  'disability_multiple',
  'disposable_income',
  'base_limit',
  'benefit_standard',
  'injury_rate',
  'injury_rate_step',
  'account',
] as const;
export type StatutoryTable = (typeof statutoryTables)[number];

/** Those that a region or a year sets, so that an office enters rows of its own; the others stand in a law. */
export const officeStatutoryTables = [
  'base_limit',
  'benefit_standard',
  'disposable_income',
  'injury_rate',
  'injury_rate_step',
] as const satisfies readonly StatutoryTable[];

/** Integers are counts of months, grades and classes; money is yuan with two decimals, a ratio has six, a period is YYYYMM. */
export type StatutoryColumnType = 'text' | 'integer' | 'money' | 'ratio' | 'period' | 'year';

export interface StatutoryColumn {
  name: string;
  type: StatutoryColumnType;
  zh: string;
  /** Empty is a value of its own: without end, or the whole region. */
  optional?: true;
}

/** The columns of each table, before `valid_from` and `valid_to`, the days between which a row holds. */
export const statutoryColumns: Readonly<Record<StatutoryTable, readonly StatutoryColumn[]>> = {
  retirement_age: [
    { name: 'retire_class', type: 'text', zh: '原法定退休年龄类别' },
    { name: 'birth_from', type: 'period', zh: '出生年月起' },
    { name: 'birth_to', type: 'period', zh: '出生年月止' },
    { name: 'original_months', type: 'integer', zh: '原法定退休年龄（月）' },
    { name: 'delay_months', type: 'integer', zh: '延迟月数' },
  ],
  minimum_contribution: [
    { name: 'year_from', type: 'year', zh: '退休年度起' },
    { name: 'year_to', type: 'year', zh: '退休年度止', optional: true },
    { name: 'months', type: 'integer', zh: '最低缴费月数' },
  ],
  unemployment_months: [
    { name: 'paid_from', type: 'integer', zh: '累计缴费月数起' },
    { name: 'paid_to', type: 'integer', zh: '累计缴费月数止', optional: true },
    { name: 'months', type: 'integer', zh: '最长领取月数' },
  ],
  disability_multiple: [
    { name: 'grade', type: 'integer', zh: '伤残等级' },
    { name: 'months', type: 'integer', zh: '本人工资月数' },
  ],
  disposable_income: [
    { name: 'year', type: 'year', zh: '年度' },
    { name: 'amount', type: 'money', zh: '全国城镇居民人均可支配收入（元）' },
  ],
  base_limit: [
    { name: 'agency', type: 'text', zh: '经办机构（空为全统筹区）', optional: true },
    { name: 'line', type: 'text', zh: '险种' },
    { name: 'period_from', type: 'period', zh: '费款所属期起' },
    { name: 'period_to', type: 'period', zh: '费款所属期止', optional: true },
    { name: 'lower_limit', type: 'money', zh: '缴费基数下限（元）' },
    { name: 'upper_limit', type: 'money', zh: '缴费基数上限（元）' },
  ],
  benefit_standard: [
    { name: 'agency', type: 'text', zh: '经办机构（空为全统筹区）', optional: true },
    { name: 'line', type: 'text', zh: '险种' },
    { name: 'item', type: 'text', zh: '待遇项目' },
    { name: 'period_from', type: 'period', zh: '待遇所属期起' },
    { name: 'period_to', type: 'period', zh: '待遇所属期止', optional: true },
    { name: 'minimum', type: 'money', zh: '最低标准（元/月）', optional: true },
    { name: 'average', type: 'money', zh: '当地均值（元/月）', optional: true },
    { name: 'maximum', type: 'money', zh: '最高标准（元/月）', optional: true },
  ],
  injury_rate: [
    { name: 'industry_class', type: 'integer', zh: '工伤行业风险类别' },
    { name: 'rate', type: 'ratio', zh: '行业基准费率' },
  ],
  injury_rate_step: [
    { name: 'industry_class', type: 'integer', zh: '工伤行业风险类别' },
    { name: 'factor', type: 'ratio', zh: '浮动档次（基准费率的倍数）' },
  ],
  account: [
    { name: 'subject', type: 'text', zh: '科目代码' },
    { name: 'name', type: 'text', zh: '科目名称' },
    { name: 'class', type: 'text', zh: '科目类别' },
    { name: 'only_for', type: 'text', zh: '专用于', optional: true },
  ],
};
