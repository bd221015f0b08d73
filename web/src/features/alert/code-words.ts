import { nameIn } from '../../platform/i18n/i18n.js';

type Words = Record<string, { zh: string; en: string }>;

const benefitItems: Words = {
  basic_pension: { zh: '基本养老金', en: 'Basic pension' },
  transitional_pension: { zh: '过渡性养老金', en: 'Transitional pension' },
  personal_account_pension: { zh: '个人账户养老金', en: 'Personal-account pension' },
  retirement_allowance: { zh: '退休补贴', en: 'Retirement allowance' },
  winter_subsidy: { zh: '冬季取暖补贴', en: 'Winter subsidy' },
  funeral_grant: { zh: '丧葬补助金', en: 'Funeral grant' },
  survivor_benefit: { zh: '供养亲属抚恤金', en: 'Survivor benefit' },
  unemployment_benefit: { zh: '失业保险金', en: 'Unemployment benefit' },
  medical_premium: { zh: '代缴医疗保险费', en: 'Medical premium' },
  injury_allowance: { zh: '伤残津贴', en: 'Injury allowance' },
  disability_lump_sum: { zh: '一次性伤残补助金', en: 'Disability lump sum' },
  death_lump_sum: { zh: '一次性工亡补助金', en: 'Death lump sum' },
  medical_treatment: { zh: '工伤医疗费', en: 'Medical treatment' },
  skill_subsidy: { zh: '技能提升补贴', en: 'Skill subsidy' },
  job_stabilization: { zh: '稳岗返还', en: 'Job stabilization' },
  arrears: { zh: '补发', en: 'Arrears' },
  other: { zh: '其他', en: 'Other' },
};
const accountKinds: Words = {
  social_card: { zh: '社会保障卡', en: 'Social-security card' },
  income: { zh: '收入户', en: 'Income account' },
  expense: { zh: '支出户', en: 'Expense account' },
  fiscal: { zh: '财政专户', en: 'Fiscal account' },
  treasury: { zh: '国库', en: 'Treasury' },
  pool: { zh: '归集户', en: 'Pool account' },
  other: { zh: '其他', en: 'Other' },
};

/** The code lists of the exchange standard in words, by the evidence column that carries them. */
const codeLists: Record<string, Words> = {
  item: benefitItems,
  items: benefitItems,
  account_kind: accountKinds,
  sex: {
    1: { zh: '男', en: 'Male' },
    2: { zh: '女', en: 'Female' },
    9: { zh: '未说明', en: 'Not stated' },
  },
  death_source: {
    police: { zh: '公安', en: 'Police' },
    civil_affairs: { zh: '民政', en: 'Civil affairs' },
    health: { zh: '卫健', en: 'Health' },
    court: { zh: '法院', en: 'Court' },
  },
  channel: {
    direct: { zh: '银行直联', en: 'Direct to the bank' },
    file: { zh: '人工报盘', en: 'Manual disk upload' },
    cash: { zh: '现金', en: 'Cash' },
  },
  counterparty_kind: {
    public: { zh: '对公', en: 'Public' },
    private: { zh: '对私', en: 'Private' },
    fiscal: { zh: '财政', en: 'Fiscal' },
    superior: { zh: '上级', en: 'Superior' },
    subordinate: { zh: '下级', en: 'Subordinate' },
    bank: { zh: '银行', en: 'Bank' },
    treasury: { zh: '国库', en: 'Treasury' },
  },
  risk_level: {
    high: { zh: '高', en: 'High' },
    medium: { zh: '中', en: 'Medium' },
    low: { zh: '低', en: 'Low' },
  },
  person_status: {
    employed: { zh: '在职', en: 'Employed' },
    retired: { zh: '退休', en: 'Retired' },
    unemployed: { zh: '失业', en: 'Unemployed' },
    dead: { zh: '死亡', en: 'Dead' },
    other: { zh: '其他', en: 'Other' },
  },
};

/** A code, or several in a list, in words; what isn't in the list of its column stays as it was sent. */
export function codeInWords(column: string, value: string): string {
  const words = codeLists[column];
  if (!words) return value;
  return value
    .split(/\s*[,、;]\s*/)
    .map((code) => (words[code] ? nameIn(words[code]) : code))
    .join('、');
}
