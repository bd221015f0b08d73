import type { BranchKind } from '../alert/index.js';
import { figureRules, reportFigures, type ReportFigure } from '../report/index.js';
import type { DocumentFacts, SummaryRow } from './document-facts.js';
import { documentRules, type DocumentKind } from './document-kinds.js';

const figures = Object.fromEntries(
  reportFigures.map((figure, index) => [figure, figureRules[figure].unit === 'yuan' ? '84120.00' : String(12 + index)]),
) as Record<ReportFigure, string>;
const row = (name: string): SummaryRow => ({ name, values: figures });

const branchDetails: Partial<Record<BranchKind, Record<string, string>>> = {
  supervise_order: {
    openText: '同一单位连续三个月出现同类问题，请督促核查。',
    addressee: '示例区人力资源和社会保障局',
    until: '2026-11-30',
  },
  consultation: {
    openText: '丧葬补助金发放月份如何确定，请研究。',
    concludeText: '按死亡次月停发基本养老金，补助金按规定一次性发放。',
    basis: '示例文件第三条',
  },
  field_check: {
    openText: '需要查阅原始凭证。',
    concludeText: '抽查三十份档案，发现两笔超期发放。',
    place: '示例经办大厅',
  },
};

const linkedAlert = {
  number: '示例2026-000001',
  indicator: 'DY01',
  title: '死亡人员继续发放待遇',
  agencyName: '示例区社会保险经办中心',
  line: '110',
  firstPeriod: '202607',
  amount: '8412.00',
};

/** Invented facts with which a template is tried before it is used; every tag of the kind gets a value. */
export function sampleFacts(kind: DocumentKind): DocumentFacts {
  const { about } = documentRules[kind];
  const event = (type: string, reason: string | null = null) => ({
    type,
    actor: '示例人员',
    at: '2026-10-20T02:00:00.000Z',
    reason,
  });
  return {
    number: '示例〔2026〕1号',
    madeOn: '2026-10-20',
    issuer: '示例市社会保险基金监督机构',
    madeBy: '示例人员',
    alert: {
      number: '示例2026-000001',
      indicator: 'DY01',
      title: '死亡人员继续发放待遇',
      agencyName: '示例区社会保险经办中心',
      line: '110',
      period: null,
      firstPeriod: '202607',
      severity: 'high',
      summary: '示例人员于2026-06-14死亡，之后仍发放3笔，共8,412.00元。',
      hits: 3,
      amount: '8412.00',
      dispatchedOn: '2026-10-20',
      autoReceiptOn: '2026-10-22',
      receivedOn: '2026-10-21',
      answerDueOn: '2026-11-23',
      answeredLate: false,
      rectificationDueOn: '2026-12-21',
      closedOn: '2026-12-22',
    },
    hits: ['202607', '202608', '202609'].map((period, index) => ({
      subject: 'P0000001',
      hitKey: `PAY00000${index + 1}`,
      period,
      amount: '2804.00',
      evidence: `发放月份 ${period}`,
    })),
    steps: ['核对死亡日期与停发日期。', '查清多发月份和金额，办理追回。'],
    indicatorBasis: [
      {
        id: '示例',
        title: '中华人民共和国社会保险法第八十八条',
        level: 'national',
        place: null,
        note: null,
        validFrom: '2011-07-01',
        validTo: null,
      },
    ],
    answer: {
      problemType: 'P5',
      explanation: '经核查属经办差错。\n已通知家属退回。',
      fields: { correctionSlip: 'GZ2026001' },
      confirmedAmount: '8412.00',
      recoveredAmount: '8412.00',
      attachments: ['核查报告.pdf'],
      answeredBy: '示例人员',
      answeredAt: '2026-11-10T02:00:00.000Z',
      late: false,
    },
    branch:
      about.of === 'branch'
        ? {
            kind: about.branch,
            state: about.in[0]!,
            openedAt: '2026-10-20T02:00:00.000Z',
            receivedOn: '2026-10-21',
            dueOn: '2026-11-20',
            details: branchDetails[about.branch] ?? {},
          }
        : null,
    inspection: {
      number: '示例检2026-0001',
      title: '待遇发放专项检查',
      kind: 'special',
      agencyName: '示例区社会保险经办中心',
      scope: '二〇二六年一月至九月企业养老待遇发放。',
      startOn: '2026-11-10',
      endOn: '2026-11-20',
      carriedIn: false,
      leaders: ['示例组长'],
      members: ['示例成员甲', '示例成员乙'],
      alerts: [linkedAlert],
    },
    majorMatter: {
      number: '示例要2026-0001',
      caseNumber: '示例案2026-0001',
      caseTitle: '示例冒领案',
      caseSummary: '三个月内以已死亡人员名义领取待遇。',
      suspicion: 'fraud',
      tier: 'ordinary',
      amount: '12000.00',
      investigation: { body: '示例市公安局', on: '2026-10-19' },
      report: '家属隐瞒死亡事实，持续领取养老金。',
      signedBy: '示例领导',
      reportedTo: '示例省社会保险基金监督机构',
      alerts: [linkedAlert],
      confirmed: '12000.00',
      recovered: '3000.00',
    },
    departmentName: '示例养老保险处',
    events: [
      event('field_check.open'),
      event('field_check.approve'),
      event('field_check.conclude'),
      event('supervise_order.approve', '按程序督办。'),
      event('consultation.conclude'),
      event('order_rectification', '限期追回多发待遇，完善停发流程。'),
      event('close', '核查属实，款项已追回。'),
    ],
    inputs: Object.fromEntries(
      documentRules[kind].inputs.map(({ name, kind: form, zh }) => [
        name,
        form === 'day' ? '2026-11-10' : `${zh}示例${form === 'text' ? '。' : ''}`,
      ]),
    ),
    summary: {
      from: '202607',
      to: '202612',
      figures,
      before: figures,
      tables: {
        agency: [row('示例区社会保险经办中心')],
        group: [row('待遇支付')],
        line: [row('企业职工基本养老保险')],
        severity: [row('高')],
        problem_type: [row('P5 经办差错')],
      },
    },
  };
}
