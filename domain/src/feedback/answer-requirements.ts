import type { CorrectionField } from '../alert/correction.js';
import type { ProblemType } from '../alert/types.js';

/** How the form asks for a field and how the check reads it. */
export type AnswerFieldKind =
  | 'text'
  | 'amount'
  | 'day'
  | 'attachment'
  /** A table of the exchange standard, the key of one of its records, one of its fields, a value of that field. */
  | 'table'
  | 'record'
  | 'field'
  | 'value';

export interface AnswerField {
  /** `confirmedAmount`, `recoveredAmount` and `attachments` stand beside the answer's `fields`; all others in it. */
  name: string;
  kind: AnswerFieldKind;
  zh: string;
  en: string;
}

export interface AnswerRequirement {
  problemType: ProblemType;
  zh: string;
  en: string;
  fields: readonly AnswerField[];
  /** What follows when the answer is accepted (handbook §1.1). */
  nextStep: { zh: string; en: string };
}

const text = (name: string, zh: string, en: string): AnswerField => ({ name, kind: 'text', zh, en });
const day = (name: string, zh: string, en: string): AnswerField => ({ name, kind: 'day', zh, en });
const corrected = (
  name: CorrectionField,
  kind: 'table' | 'record' | 'field' | 'value',
  zh: string,
  en: string,
): AnswerField => ({ name, kind, zh, en });
const confirmedAmount: AnswerField = {
  name: 'confirmedAmount',
  kind: 'amount',
  zh: '涉及金额（元）',
  en: 'Amount (yuan)',
};
const recoveredAmount: AnswerField = {
  name: 'recoveredAmount',
  kind: 'amount',
  zh: '已追回金额（元）',
  en: 'Recovered (yuan)',
};
const attachments: AnswerField = { name: 'attachments', kind: 'attachment', zh: '佐证材料', en: 'Evidence' };

/** What each 核查问题类型 must bring along (handbook §1.1). An explanation in words is needed with every one. */
export const answerRequirements: Readonly<Record<ProblemType, AnswerRequirement>> = {
  P1: {
    problemType: 'P1',
    zh: '数据质量问题',
    en: 'Data quality',
    fields: [
      corrected('table', 'table', '更正的数据表', 'Corrected table'),
      corrected('recordId', 'record', '更正的记录', 'Corrected record'),
      corrected('field', 'field', '更正的字段', 'Corrected field'),
      corrected('before', 'value', '更正前', 'Before'),
      corrected('after', 'value', '更正后', 'After'),
    ],
    nextStep: { zh: '清理基础数据，下次上传后重新运行', en: 'Clean the data; runs again with the next submission' },
  },
  P2: {
    problemType: 'P2',
    zh: '上传转换或统计口径差错',
    en: 'Conversion or definition error',
    fields: [text('mappingNote', '转换或口径说明', 'Conversion or mapping note')],
    nextStep: { zh: '信息管理机构更正后重新上传', en: 'The information institution mends and submits again' },
  },
  P3: {
    problemType: 'P3',
    zh: '政策差异或历史遗留',
    en: 'Policy difference or legacy',
    fields: [text('policyDocument', '文号', 'Document number'), text('policyClause', '条款', 'Clause')],
    nextStep: { zh: '由险种业务部门协商研究', en: 'Consultation with the insurance-line department' },
  },
  P4: {
    problemType: 'P4',
    zh: '正常业务',
    en: 'Regular business',
    fields: [attachments],
    nextStep: { zh: '监测人员抽查复核后销号', en: 'Sampled by the officer, then closed' },
  },
  P5: {
    problemType: 'P5',
    zh: '经办差错',
    en: 'Handling error',
    fields: [text('correctionSlip', '更正单据号', 'Correction slip'), confirmedAmount, recoveredAmount],
    nextStep: { zh: '整改，多发的追回', en: 'Rectify; recover what was overpaid' },
  },
  P6: {
    problemType: 'P6',
    zh: '参保单位或个人不合规',
    en: 'Employer or person at fault',
    fields: [text('employerNotice', '通知书文号', 'Notice to the employer')],
    nextStep: { zh: '移交稽核或征收机构', en: 'Handed to inspection or collection' },
  },
  P7: {
    problemType: 'P7',
    zh: '疑似欺诈冒领',
    en: 'Suspected fraud',
    fields: [
      text('persons', '涉及人员', 'Persons'),
      text('months', '涉及月份', 'Months'),
      confirmedAmount,
      recoveredAmount,
    ],
    nextStep: {
      zh: '停发、追回、移送，研判是否属要情',
      en: 'Stop payment, recover, hand over; test for a major matter',
    },
  },
  P8: {
    problemType: 'P8',
    zh: '疑似违规经办或内控缺陷',
    en: 'Suspected misconduct or control gap',
    fields: [text('staff', '涉及人员', 'Staff'), text('posts', '岗位', 'Posts'), text('time', '发生时间', 'Time')],
    nextStep: {
      zh: '实地核查或现场监督，研判是否属要情',
      en: 'Field check or on-site inspection; test for a major matter',
    },
  },
  P9: {
    problemType: 'P9',
    zh: '规则或软件误报',
    en: 'False alarm of the rule',
    fields: [text('why', '误报原因', 'Why it is false'), text('proposedParameter', '建议参数', 'Proposed parameter')],
    nextStep: { zh: '提出规则调整', en: 'Request to change the rule' },
  },
  P10: {
    problemType: 'P10',
    zh: '外部数据错误或时滞',
    en: 'External data wrong or late',
    fields: [text('sourceCorrection', '数据源更正说明', 'Correction at the source')],
    nextStep: { zh: '退回数据来源单位', en: 'Back to the source of the data' },
  },
  P11: {
    problemType: 'P11',
    zh: '待进一步核查',
    en: 'Needs more time',
    fields: [text('plan', '核查计划', 'Plan'), day('planDate', '预计完成日期', 'Expected by')],
    nextStep: { zh: '经监测人员批准，只延期一次', en: 'One extension, approved by the officer' },
  },
};
