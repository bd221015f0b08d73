interface Names {
  zh: string;
  en: string;
}
type Words = Record<string, Names>;

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
const deathSources: Words = {
  police: { zh: '公安', en: 'Police' },
  civil_affairs: { zh: '民政', en: 'Civil affairs' },
  health: { zh: '卫健', en: 'Health' },
  court: { zh: '法院', en: 'Court' },
};
const authMethods: Words = {
  social_card: { zh: '社会保障卡', en: 'Social-security card' },
  certificate: { zh: '数字证书', en: 'Certificate' },
  biometric: { zh: '生物特征', en: 'Biometric' },
  password: { zh: '密码', en: 'Password' },
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
  death_source: deathSources,
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
  retire_class: {
    M60: { zh: '男 60 周岁', en: 'Men at 60' },
    F55: { zh: '女 55 周岁', en: 'Women at 55' },
    F50: { zh: '女 50 周岁', en: 'Women at 50' },
  },
  field: {
    name: { zh: '姓名', en: 'Name' },
    id_number: { zh: '公民身份号码', en: 'Citizen id' },
    bank_account: { zh: '银行账号', en: 'Bank account' },
    birth_date: { zh: '出生日期', en: 'Date of birth' },
    phone: { zh: '联系电话', en: 'Telephone' },
  },
  status: {
    active: { zh: '正常', en: 'Active' },
    suspended: { zh: '暂停', en: 'Suspended' },
    cancelled: { zh: '注销', en: 'Cancelled' },
    paying: { zh: '正常缴费', en: 'Paying' },
    ended: { zh: '终止', en: 'Ended' },
    normal: { zh: '正常发放', en: 'Normal' },
    frozen: { zh: '冻结', en: 'Frozen' },
    revoked: { zh: '吊销', en: 'Revoked' },
  },
  kind: {
    normal: { zh: '正常', en: 'Normal' },
    back: { zh: '补缴', en: 'Back payment' },
    advance: { zh: '预缴', en: 'Advance' },
    arrears: { zh: '清欠', en: 'Arrears' },
    back_pay: { zh: '补发', en: 'Back pay' },
    deduction: { zh: '扣发', en: 'Deduction' },
    ...accountKinds,
    configure: { zh: '配置', en: 'Configure' },
    add: { zh: '新增', en: 'Add' },
    change: { zh: '变更', en: 'Change' },
    freeze: { zh: '冻结', en: 'Freeze' },
    cancel: { zh: '注销', en: 'Cancel' },
  },
  source: {
    tax: { zh: '税务征收', en: 'Tax office' },
    agency: { zh: '经办征收', en: 'Agency' },
    direct_debit: { zh: '银行代扣', en: 'Direct debit' },
    ...deathSources,
  },
  debit_kind: {
    monthly: { zh: '按月支付', en: 'Monthly' },
    lump_sum: { zh: '一次性支付', en: 'Lump sum' },
    transfer_out: { zh: '转出', en: 'Transferred' },
    inheritance: { zh: '继承', en: 'Inheritance' },
    refund: { zh: '退费', en: 'Refund' },
  },
  retire_kind: {
    normal: { zh: '正常退休', en: 'Normal' },
    early: { zh: '提前退休', en: 'Early' },
    late: { zh: '延迟退休', en: 'Late' },
    special_work: { zh: '特殊工种', en: 'Special work' },
    illness: { zh: '因病退休', en: 'Illness' },
  },
  result: {
    success: { zh: '成功', en: 'Success' },
    failure: { zh: '失败', en: 'Failure' },
    passed: { zh: '通过', en: 'Passed' },
    failed: { zh: '未通过', en: 'Failed' },
    pending: { zh: '待定', en: 'Pending' },
  },
  method: {
    data_match: { zh: '数据比对', en: 'Data match' },
    face: { zh: '人脸识别', en: 'Face' },
    visit: { zh: '上门', en: 'Visit' },
    in_person: { zh: '现场办理', en: 'In person' },
    ...authMethods,
  },
  reason: {
    death: { zh: '死亡', en: 'Death' },
    imprisonment: { zh: '服刑', en: 'Imprisonment' },
    duplicate: { zh: '重复领取', en: 'Duplicate' },
    uncertified: { zh: '未认证', en: 'Not certified' },
    restored: { zh: '恢复', en: 'Restored' },
    other: { zh: '其他', en: 'Other' },
  },
  direction: {
    in: { zh: '入', en: 'In' },
    out: { zh: '出', en: 'Out' },
  },
  report_line: {
    income: { zh: '收入合计', en: 'Income' },
    contribution_income: { zh: '保险费收入', en: 'Contributions' },
    subsidy_income: { zh: '财政补贴收入', en: 'Subsidies' },
    interest_income: { zh: '利息收入', en: 'Interest' },
    transfer_income: { zh: '转移收入', en: 'Transfers in' },
    expense: { zh: '支出合计', en: 'Expense' },
    benefit_expense: { zh: '待遇支出', en: 'Benefits' },
    transfer_expense: { zh: '转移支出', en: 'Transfers out' },
    opening_balance: { zh: '期初结余', en: 'Opening balance' },
    closing_balance: { zh: '期末结余', en: 'Closing balance' },
    insured_count: { zh: '参保人数', en: 'Insured persons' },
    beneficiary_count: { zh: '领取人数', en: 'Beneficiaries' },
  },
  budget_line: {
    income: { zh: '收入', en: 'Income' },
    expense: { zh: '支出', en: 'Expense' },
  },
  employment: {
    permanent: { zh: '在编', en: 'Permanent' },
    contract: { zh: '编外', en: 'Contract' },
    dispatched: { zh: '派遣', en: 'Dispatched' },
  },
  org_level: {
    province: { zh: '省级', en: 'Province' },
    city: { zh: '市级', en: 'City' },
    county: { zh: '区县级', en: 'County' },
    township: { zh: '乡镇级', en: 'Township' },
  },
  absence_kind: {
    sick: { zh: '病假', en: 'Sick leave' },
    maternity: { zh: '产假', en: 'Maternity leave' },
    secondment: { zh: '借调', en: 'Secondment' },
    other: { zh: '其他', en: 'Other' },
  },
  left_kind: {
    retired: { zh: '退休', en: 'Retired' },
    resigned: { zh: '辞职', en: 'Resigned' },
    transferred: { zh: '调离', en: 'Transferred' },
  },
  post_class: {
    business: { zh: '业务运行', en: 'Business' },
    finance: { zh: '基金财务', en: 'Finance' },
    data: { zh: '数据管理', en: 'Data' },
    audit: { zh: '稽核内控', en: 'Audit' },
    system_admin: { zh: '系统权限维护', en: 'System rights' },
    operations: { zh: '系统运维', en: 'Operations' },
    common: { zh: '综合', en: 'Common' },
  },
  auth_method: authMethods,
  step: {
    accept: { zh: '受理', en: 'Acceptance' },
    first_review: { zh: '初审', en: 'First review' },
    second_review: { zh: '复核', en: 'Second review' },
    approval: { zh: '审核', en: 'Approval' },
    rollback: { zh: '回退', en: 'Rollback' },
    backend: { zh: '后台', en: 'Back end' },
  },
  custody: {
    prison: { zh: '监狱服刑', en: 'Prison' },
    probation: { zh: '缓刑', en: 'Probation' },
    parole: { zh: '假释', en: 'Parole' },
  },
};

/**
 * The codes in a value of a column, each with its words; one that isn't in the list of the column stands for
 * itself. Null where the value holds no code of the standard.
 */
export function codesIn(column: string, value: string): Names[] | null {
  const words = codeLists[column];
  if (!words) return null;
  const codes = value.split(/\s*[,、;]\s*/);
  if (!codes.some((code) => words[code])) return null;
  return codes.map((code) => words[code] ?? { zh: code, en: code });
}
