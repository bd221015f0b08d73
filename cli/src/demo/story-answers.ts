import type { PlannedAnswer } from './human-steps.js';
import type { CorrectedField } from './planned-correction.js';

/** An answer without its amounts; `overpaid`: they are worked out from the payments that the alert is about. */
export interface AnswerText extends Omit<PlannedAnswer, 'confirmedAmount' | 'recoveredAmount'> {
  overpaid?: true;
  recovered?: 'all' | 'none';
  /** What an answer P1 corrects: record and value are looked up in the agency's data. */
  corrects?: CorrectedField;
}

const answer = (
  problemType: PlannedAnswer['problemType'],
  explanation: string,
  fields: Record<string, string> = {},
  more: Partial<AnswerText> = {},
): AnswerText => ({ problemType, explanation, fields, attachments: [], ...more });

const allRecovered = { overpaid: true, recovered: 'all' } as const;
const nothingRecovered = { overpaid: true, recovered: 'none' } as const;

const evidence = (fileName: string, text: string) => ({ attachments: [{ fileName, text }] });

/** What agencies answer, by a short name of the case. */
export const answers: Readonly<Record<string, AnswerText>> = {
  wrongId: answer(
    'P1',
    '经调阅参保档案，该职工公民身份号码末位录入有误，已凭身份证复印件更正。',
    {},
    { corrects: 'id_number' },
  ),
  awaitingPerson: answer('P11', '参保人在外地务工，电话核实的号码与登记不符，须本人持身份证到场核对后更正。', {
    plan: '约定 11 月上旬本人到场，核对身份证原件后当日更正',
    planDate: '2026-11-09',
  }),
  oldId: answer(
    'P1',
    '该参保人登记时使用一代证号码，已通知本人持二代证办理更正，正在升位处理。',
    {},
    { corrects: 'id_number' },
  ),
  wrongCreditCode: answer(
    'P1',
    '该单位更换营业执照后登记代码末位录入有误，已凭新证照更正。',
    {},
    { corrects: 'credit_code' },
  ),
  lostStatementLine: answer('P2', '收入户电子对账单首行在转换时被当作表头略去，已修改转换程序。', {
    mappingNote: '银行对账单转换自第一行数据起读取',
  }),
  lostLogRow: answer('P2', '日志抽取按分区进行，跨分区的一条受理记录漏抽，业务系统内日志完整。', {
    mappingNote: '日志抽取改为按日志号区间，抽取后核对条数',
  }),
  oldCodeTable: answer('P2', '人员状态沿用旧系统代码，首次报送被退回，已按标准代码表重新映射后报送。', {
    mappingNote: '人员状态 laid_off 改映射为 unemployed',
  }),
  unpaidEmployer: answer('P6', '该单位 6 月因资金周转困难未缴费，已发催缴通知并移交征收机构跟进。', {
    employerNotice: '津社险催〔2026〕061 号',
  }),
  crossMonth: answer(
    'P4',
    '一户单位月末缴款，税务部门次月入库；另一户为上年度汇算多缴，均已核对到户。',
    {},
    evidence('入库核对说明.txt', '税务入库流水与应收核定逐户核对一致，差额系跨月入库。'),
  ),
  shortBase: answer('P6', '三户单位申报工资低于核定基数，已发稽核通知书，要求补缴差额。', {
    employerNotice: '津社险稽〔2026〕108 号',
  }),
  deathFraud: answer(
    'P7',
    '经入户核查，退休人员 4 月去世后家属未申报，继续支取养老金。已停发并向家属送达追回通知，家属已签订还款协议。',
    { persons: '已故退休人员 1 人，领取人为其子', months: '2026 年 6 月至 7 月' },
    nothingRecovered,
  ),
  deathLate: answer(
    'P5',
    '死亡信息 5 月底已由街道报送，经办人员未及时办理停发，多发一个月失业保险金，已全额追回。',
    { correctionSlip: 'TF202607-003' },
    allRecovered,
  ),
  deathStillPaid: answer(
    'P7',
    '家属隐瞒死亡事实，账户仍被支取。8 月起已暂停社会保障卡账户，线索移交公安机关。',
    { persons: '已故退休人员 1 人', months: '2026 年 8 月' },
    nothingRecovered,
  ),
  twoPensions: answer(
    'P5',
    '该人员职工养老待遇核定时未比对居民养老待遇，已暂停居民待遇并核算重复领取金额。',
    { correctionSlip: 'CF202608-011' },
    nothingRecovered,
  ),
  twoPensionsSettled: answer(
    'P5',
    '两地同时发放系关系转移未办结，9 月起停发居民待遇，重复部分已从后续待遇中抵扣完毕。',
    { correctionSlip: 'CF202609-004' },
    allRecovered,
  ),
  couple: answer(
    'P4',
    '两名领取人系夫妻，丈夫行动不便，经本人书面委托共用一个账户，委托书已存档。',
    {},
    evidence('委托书说明.txt', '夫妻双方身份证、结婚证及书面委托书复印件各一份，已核对原件。'),
  ),
  heirsInCourt: answer(
    'P4',
    '参保人去世后，继承人对个人账户余额的分配有争议，已向法院起诉，案件审理期间暂缓清退，待判决生效后办理。',
    {},
    evidence('诉讼情况说明.txt', '继承人提交的民事起诉状和案件受理通知书复印件，已核对原件。'),
  ),
  guardian: answer(
    'P4',
    '两名失业人员系父子，子为限制行为能力人，由父代领，监护证明齐全。',
    {},
    evidence('监护证明说明.txt', '社区出具的监护证明及户口本复印件。'),
  ),
  villageAccount: answer('P8', '六名村民待遇由村协办员统一代领，违反一人一卡规定，已逐户换发社会保障卡。', {
    staff: '村协办员 1 人、经办人员 1 人',
    posts: '待遇发放岗',
    time: '2026 年 6 月至 8 月',
  }),
  villageThin: answer(
    'P4',
    '村民年龄较大，由村里统一代领，无异常。',
    {},
    evidence('情况说明.txt', '村委会出具的统一代领情况说明。'),
  ),
  sharedAcross: answer('P8', '两人无亲属关系，账户由同一中介人员开立，已停发并转入内控核查。', {
    staff: '待遇发放岗 1 人',
    posts: '待遇发放岗',
    time: '2026 年 7 月',
  }),
  noReview: answer('P8', '当日复核人员外出培训，发放人员未经复核直接提交，已对责任人批评教育并恢复双人复核。', {
    staff: '发放岗 S003',
    posts: '待遇发放岗、复核岗',
    time: '2026 年 6 月 8 日',
  }),
  lateApproval: answer('P8', '审核在系统外口头完成，发放后补录审核记录，违反先审后支规定。', {
    staff: '审核岗 S008',
    posts: '审核岗',
    time: '2026 年 7 月 10 日',
  }),
  missingReviewer: answer(
    'P1',
    '抽取数据时复核人字段未带出，业务系统内复核记录完整，将重新报送。',
    {},
    { corrects: 'reviewed_by' },
  ),
  noApprover: answer('P2', '失业待遇发放接口升级后审核人字段映射错误，已提请信息管理机构更正。', {
    mappingNote: '审核人字段映射由旧接口改为新接口第 14 列',
  }),
  doubleBank: answer(
    'P5',
    '代发银行系统重复执行同一指令，同一笔待遇入账两次，银行已出具说明并协助扣回。',
    { correctionSlip: 'YH202606-002' },
    allRecovered,
  ),
  doubleBatch: answer(
    'P5',
    '补发批次与正常批次重复列支，已通知本人并从下月待遇中扣回。',
    { correctionSlip: 'CF202607-009' },
    allRecovered,
  ),
  paidAgain: answer(
    'P5',
    '7 月失业保险相关待遇在 8 月补发批次中重复列支，已全额追回。',
    { correctionSlip: 'CF202608-015' },
    allRecovered,
  ),
  notBooked: answer(
    'P5',
    '部分待遇支出误记入暂付款，已在次月更正凭证并经复核。',
    { correctionSlip: 'PZ202607-0031' },
    nothingRecovered,
  ),
  overBooked: answer(
    'P5',
    '退票重发的支出重复入账，已红字冲销，附更正凭证。',
    { correctionSlip: 'PZ202609-0007' },
    allRecovered,
  ),
  overBookedThin: answer('P5', '记账差错，已更正。', { correctionSlip: 'PZ202608-0040' }, nothingRecovered),
  suspense: answer(
    'P5',
    '月末资料未齐，先列暂付款，待补充支付清单后转列待遇支出。',
    { correctionSlip: 'PZ202609-0022' },
    nothingRecovered,
  ),
  privateLoan: answer('P8', '经查系出纳人员违规办理往来款，责任人停职检查，已移交纪检部门，款项正在追回。', {
    staff: '出纳岗 S011',
    posts: '出纳岗、会计岗',
    time: '2026 年 6 月 24 日',
  }),
  privateSame: answer(
    'P8',
    '与对私转账预警为同一笔资金：收入户只能向财政专户划转，该笔转款未经审批，款项已全部追回。',
    {
      staff: '出纳岗 S011',
      posts: '出纳岗、会计岗',
      time: '2026 年 6 月 24 日',
    },
  ),
  privateThin: answer('P4', '正常往来款，已归还。', {}, evidence('往来说明.txt', '往来款情况说明，无审批单。')),
  fiscalPrivate: answer('P8', '财政专户向个人转款未经集体研究，已要求收款人退回，退款凭证待银行回传。', {
    staff: '会计岗 S010',
    posts: '会计岗',
    time: '2026 年 7 月 24 日',
  }),
  oneHand: answer('P8', '复核人员临时兼任审核，权限未按规定分离，已收回审核权限并重新复审该笔业务。', {
    staff: '复核岗 S007',
    posts: '复核岗、审核岗',
    time: '2026 年 6 月 16 日至 17 日',
  }),
  twoNumbers: answer('P8', '该工作人员调岗后旧工号未注销，新旧工号办理了同一业务的初审和审核，旧工号已注销。', {
    staff: 'S005（又用 S015）',
    posts: '初审岗、审核岗',
    time: '2026 年 7 月 14 日至 15 日',
  }),
  reviewerApproves: answer('P8', '初审岗人员休假，由审核人员代办初审，两笔业务已安排他人复审，结论无误。', {
    staff: '审核岗 S009',
    posts: '初审岗、审核岗',
    time: '2026 年 8 月 12 日、20 日',
  }),
  batchCheck: answer(
    'P4',
    '系统对数据比对通过的资格认证集中批量确认，逐笔比对记录完整。',
    {},
    evidence('批量确认清单.txt', '资格认证数据比对通过人员清单及系统日志摘录。'),
  ),
  batchPush: answer(
    'P9',
    '资格认证比对通过的人员由系统成批推送，审核人逐页确认，22 笔之间相隔 2 秒是系统响应时间，并非未审先批，逐笔日志完整。',
    {
      why: '系统成批推送待确认清单，每批 22 笔，达到 20 笔的门槛即命中',
      proposedParameter: '审核笔数（approvals）由 20 笔调整为 24 笔',
    },
  ),
  lateUpload: answer('P2', '数据清理发现口径问题，重新转换后报送，已调整下月报送排期。', {
    mappingNote: '补发数据与正常批次合并口径，转换程序已更正',
  }),
  wrongTotal: answer('P2', '首次报送时控制总数未包含补发批次，被退回后已重新汇总报送。', {
    mappingNote: '控制总数按全部批次汇总，增加报送前自检',
  }),
};
