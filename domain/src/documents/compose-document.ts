import { correctableTable, legalBases, type LegalBasisId } from '../alert/index.js';
import { shanghaiDayOf } from '../calendar/index.js';
import { answerRequirements, type AnswerFieldKind } from '../feedback/index.js';
import { citeIndicatorBasis, citeLegalBasis, type CitedBasis } from './cite-basis.js';
import type { DocumentAlert, DocumentFacts, DocumentLinkedAlert } from './document-facts.js';
import type { DocumentKind } from './document-kinds.js';
import { chineseNumeral, documentDay, documentMonth } from './document-number.js';
import {
  inSentence,
  inspectionTitles,
  lineTitles,
  paragraphsOf,
  severityTitles,
  suspicionTitles,
  tierTitles,
  yuan,
} from './document-words.js';
import { summaryTags } from './summary-tags.js';

type Row = Readonly<Record<string, string>>;
/** What the tags of a template are filled with: a text, or the rows of a list. */
export type DocumentContent = Readonly<Record<string, string | readonly Row[]>>;

/** A letter shows so many rows; the rest are in the product. */
export const MOST_ROWS = 20;

/** The tags of a document of this kind with their values. The same facts give the same content. */
export function composeDocument(kind: DocumentKind, facts: DocumentFacts): DocumentContent {
  return { ...plainTags(facts), 依据: citations(kind, facts), ...own[kind](facts) };
}

/** The steps of the law that each kind of paper belongs to. */
const basesOf: Readonly<Record<DocumentKind, readonly LegalBasisId[]>> = {
  alert_letter: ['tianjin11', 'tianjin12', 'civil202', 'civil203'],
  supervise_order: ['tianjin14'],
  inspection_notice: ['tianjin15', 'henan49plan', 'henan7'],
  answer_form: ['tianjin12'],
  consultation_letter: ['tianjin13', 'civil203'],
  consultation_opinion: ['tianjin13'],
  field_check_approval: ['tianjin14'],
  field_check_report: ['tianjin14'],
  rectification_form: ['tianjin6', 'henan49'],
  major_matter_report: ['tianjin16'],
  closure_slip: ['tianjin6'],
  half_year_summary: ['tianjin16'],
  annual_summary: ['tianjin16'],
};
/** What an article says to a kind of paper, where it says more than one thing. */
const gistsFor: Readonly<Partial<Record<DocumentKind, string>>> = {
  half_year_summary: '社保基金监督机构应当分类汇总预警信息的处理结果',
  annual_summary: '社保基金监督机构应当分类汇总预警信息的处理结果',
};
/** Papers that say which rule was touched name the indicator's bases, too. */
const withIndicatorBasis: readonly DocumentKind[] = ['alert_letter', 'supervise_order'];

function citations(kind: DocumentKind, facts: DocumentFacts): Row[] {
  const cited: CitedBasis[] = basesOf[kind].map((id) => {
    const one = citeLegalBasis(legalBases[id], facts.madeOn);
    return { ...one, gist: gistsFor[kind] ?? one.gist };
  });
  const names = new Set(cited.map(({ article }) => article));
  const more = withIndicatorBasis.includes(kind)
    ? facts.indicatorBasis.map((basis) => citeIndicatorBasis(basis, facts.madeOn))
    : [];
  const all = [...cited, ...more.filter(({ article }) => !names.has(article))];
  return all.map(({ article, gist, validity }, index) => ({
    序号: `（${chineseNumeral(index + 1)}）`,
    条文: article,
    内容: gist === '' ? '' : `：${gist}`,
    效力: `（${validity}）。`,
  }));
}

function plainTags({ number, madeOn, issuer, madeBy }: DocumentFacts): Record<string, string> {
  return { 文号: number, 成文日期: documentDay(madeOn), 发文单位: issuer, 经办人: madeBy };
}

const dayOr = (day: string | null, otherwise: string) => (day === null ? otherwise : documentDay(day));
const instantDay = (at: string) => documentDay(shanghaiDayOf(at));

function alertTags(alert: DocumentAlert | null): Record<string, string> {
  if (!alert) throw new RangeError('a document about an alert needs one');
  const months =
    alert.period === null || alert.period === alert.firstPeriod
      ? documentMonth(alert.firstPeriod)
      : `${documentMonth(alert.firstPeriod)}至${documentMonth(alert.period)}`;
  return {
    预警编号: alert.number,
    指标: `${alert.indicator} ${alert.title}`,
    被核查单位: alert.agencyName,
    险种: lineTitles[alert.line] ?? alert.line,
    所属期: alert.period === null ? `${documentMonth(alert.firstPeriod)}起` : months,
    严重程度: severityTitles[alert.severity],
    命中数: String(alert.hits),
    涉及金额: yuan(alert.amount),
    发现情况: alert.summary === '' ? '见明细。' : alert.summary,
  };
}

function hitTags({ hits, alert }: DocumentFacts) {
  const shown = hits.slice(0, MOST_ROWS);
  const more = Math.max((alert?.hits ?? 0) - shown.length, 0);
  return {
    明细: shown.map((hit, index) => ({
      序号: String(index + 1),
      对象: hit.subject,
      事项: hit.hitKey === 'total' ? '合计' : hit.hitKey,
      月份: `${hit.period.slice(0, 4)}-${hit.period.slice(4)}`,
      金额: hit.amount === null ? '—' : yuan(hit.amount),
      情况: hit.evidence || '—',
    })),
    其余明细: more === 0 ? '' : `其余${more}条见系统中该预警的证据页。`,
  };
}

const stepTags = ({ steps }: DocumentFacts) => ({
  核查方法: steps.map((text, index) => ({ 序号: `${index + 1}．`, 内容: text })),
});

function answerTags({ answer }: DocumentFacts): DocumentContent {
  if (!answer) throw new RangeError('this document needs an answer');
  const requirement = answerRequirements[answer.problemType];
  const said = requirement.fields
    .filter(({ name, kind }) => kind !== 'amount' && kind !== 'attachment' && answer.fields[name])
    .map(({ name, zh, kind }) => ({
      项目: zh,
      填报:
        kind === 'day'
          ? documentDay(answer.fields[name]!)
          : correctionInWords(kind, answer.fields, answer.fields[name]!),
    }));
  return {
    问题类型: `${answer.problemType} ${requirement.zh}`,
    核查说明: paragraphsOf(answer.explanation),
    反馈项目: said,
    确认金额: yuan(answer.confirmedAmount),
    追回金额: yuan(answer.recoveredAmount),
    佐证材料: answer.attachments.length === 0 ? '无' : answer.attachments.join('、'),
    反馈人: answer.answeredBy,
    反馈日期: instantDay(answer.answeredAt),
    是否按期: answer.late ? '逾期反馈' : '按期反馈',
    后续处理: requirement.nextStep.zh,
  };
}

/** A table and a field by their titles in the exchange standard; the parts of a key beside each other. */
function correctionInWords(kind: AnswerFieldKind, fields: Readonly<Record<string, string>>, said: string): string {
  const table = correctableTable(fields['table'] ?? '');
  if (kind === 'table') return table?.title ?? said;
  if (kind === 'field') return table?.fields.find(({ name }) => name === said)?.title ?? said;
  return kind === 'record' ? said.replaceAll('|', ' / ') : said;
}

function branchOf({ branch }: DocumentFacts) {
  if (!branch) throw new RangeError('this document needs a branch');
  return branch;
}
const said = (details: Readonly<Record<string, unknown>>, name: string): string =>
  typeof details[name] === 'string' ? (details[name] as string).trim() : '';

function lastEvent({ events }: DocumentFacts, ...types: string[]) {
  return events.findLast(({ type }) => types.includes(type));
}

const decisionWords: Readonly<Record<string, string>> = { approve: '同意', refuse: '不同意' };
/** What the leader decided, by whom and when; blank lines to sign where it is still open. */
function decisionTags(facts: DocumentFacts, branch: string): Record<string, string> {
  const event = lastEvent(facts, `${branch}.approve`, `${branch}.refuse`);
  const command = event?.type.split('.')[1] ?? '';
  return {
    审批意见: event ? withReason(decisionWords[command] ?? '', event.reason?.trim() ?? '') : '',
    审批人: event?.actor ?? '',
    审批日期: event ? instantDay(event.at) : '',
  };
}

/** Who writes 同意 into his reason, too, is quoted once. */
function withReason(decision: string, reason: string): string {
  return reason.startsWith(decision) ? reason : [decision, reason].filter(Boolean).join('。');
}

function reviewTags(facts: DocumentFacts): Record<string, string> {
  const event = lastEvent(facts, 'close');
  return {
    审核意见: event?.reason ?? '核查反馈已审核，同意销号。',
    审核人: event?.actor ?? '',
    销号日期: dayOr(facts.alert?.closedOn ?? null, event ? instantDay(event.at) : ''),
  };
}

/** Nothing is said of a date that waits for its calendar. */
function inTime({ answeredLate }: DocumentAlert): string {
  if (answeredLate === null) return '待工作日历';
  return answeredLate ? '逾期反馈' : '按期反馈';
}

function summary({ summary: figures }: DocumentFacts): DocumentContent {
  if (!figures) throw new RangeError('a summary needs its figures');
  return summaryTags(figures);
}

/** A linked alert among others in a sentence. */
const inOneLine = ({ number, indicator, title }: DocumentLinkedAlert): string => `${number} ${indicator} ${title}`;

const own: Readonly<Record<DocumentKind, (facts: DocumentFacts) => DocumentContent>> = {
  alert_letter: (facts) => {
    const { alert } = facts;
    return {
      ...alertTags(alert),
      ...hitTags(facts),
      ...stepTags(facts),
      主送单位: alert!.agencyName,
      签收期限: dayOr(alert!.autoReceiptOn, '下发后第二个工作日'),
      反馈期限: dayOr(alert!.answerDueOn, '自收到之日起一个月'),
      下发日期: dayOr(alert!.dispatchedOn, ''),
    };
  },
  supervise_order: (facts) => {
    const { details, dueOn } = branchOf(facts);
    const until = dueOn ?? (said(details, 'until') || null);
    return {
      ...alertTags(facts.alert),
      ...hitTags(facts),
      ...stepTags(facts),
      主送单位: inSentence(said(details, 'addressee')),
      督办事由: paragraphsOf(said(details, 'openText')),
      批准意见: decisionTags(facts, 'supervise_order').审批意见!,
      批准人: decisionTags(facts, 'supervise_order').审批人!,
      批准日期: decisionTags(facts, 'supervise_order').审批日期!,
      办结期限: dayOr(until, '另行通知'),
    };
  },
  inspection_notice: ({ inspection, inputs }) => {
    if (!inspection) throw new RangeError('this document needs an inspection');
    const { agencyName, kind, title, number, startOn, endOn, scope, leaders, members, carriedIn, alerts } = inspection;
    return {
      主送单位: agencyName,
      检查编号: number,
      检查名称: inSentence(title),
      检查类型: inspectionTitles[kind],
      开始日期: documentDay(startOn),
      结束日期: documentDay(endOn),
      检查地点: inSentence(inputs.place ?? ''),
      检查内容: paragraphsOf(scope),
      涉及预警: alerts.length === 0 ? '无' : alerts.map(inOneLine).map(inSentence).join('；'),
      组长: leaders.join('、') || '无',
      成员: members.join('、') || '无',
      通知方式: carriedIn ? '经批准，本通知书由检查组到场时送达。' : '本通知书于检查前送达。',
      准备资料: paragraphsOf(inputs.materials ?? ''),
    };
  },
  answer_form: (facts) => ({
    ...alertTags(facts.alert),
    ...answerTags(facts),
    发文单位: facts.alert!.agencyName,
    主送单位: facts.issuer,
    收到日期: dayOr(facts.alert!.receivedOn, ''),
    反馈期限: dayOr(facts.alert!.answerDueOn, ''),
  }),
  consultation_letter: (facts) => {
    const { details, openedAt, dueOn } = branchOf(facts);
    return {
      ...alertTags(facts.alert),
      ...hitTags(facts),
      主送单位: facts.departmentName ?? '',
      协商事项: paragraphsOf(said(details, 'openText')),
      发出日期: instantDay(openedAt),
      答复期限: dayOr(dueOn, '自收到之日起30日'),
    };
  },
  consultation_opinion: (facts) => {
    const { details, receivedOn, dueOn } = branchOf(facts);
    const event = lastEvent(facts, 'consultation.conclude');
    return {
      ...alertTags(facts.alert),
      发文单位: facts.departmentName || facts.issuer,
      主送单位: facts.issuer,
      提出部门: facts.departmentName ?? '',
      协商事项: paragraphsOf(said(details, 'openText')),
      处理意见: paragraphsOf(said(details, 'concludeText')),
      政策依据: said(details, 'basis') || '无',
      收到日期: dayOr(receivedOn, ''),
      答复期限: dayOr(dueOn, ''),
      答复人: event?.actor ?? '',
      答复日期: event ? instantDay(event.at) : '',
    };
  },
  field_check_approval: (facts) => {
    const { details, openedAt } = branchOf(facts);
    return {
      ...alertTags(facts.alert),
      ...decisionTags(facts, 'field_check'),
      核查理由: paragraphsOf(said(details, 'openText')),
      核查地点: said(details, 'place') || '被核查单位',
      提出人: lastEvent(facts, 'field_check.open')?.actor ?? '',
      提出日期: instantDay(openedAt),
    };
  },
  field_check_report: (facts) => {
    const { details } = branchOf(facts);
    const event = lastEvent(facts, 'field_check.conclude');
    return {
      ...alertTags(facts.alert),
      ...decisionTags(facts, 'field_check'),
      核查理由: paragraphsOf(said(details, 'openText')),
      核查地点: said(details, 'place') || '被核查单位',
      核查结果: paragraphsOf(said(details, 'concludeText')),
      报告人: event?.actor ?? '',
      报告日期: event ? instantDay(event.at) : '',
    };
  },
  rectification_form: (facts) => {
    const ordered = lastEvent(facts, 'order_rectification', 'return_rectification');
    const { confirmedAmount, recoveredAmount } = facts.answer ?? { confirmedAmount: null, recoveredAmount: null };
    return {
      ...alertTags(facts.alert),
      发文单位: facts.alert!.agencyName,
      主送单位: facts.issuer,
      整改要求: paragraphsOf(ordered?.reason ?? ''),
      整改期限: dayOr(facts.alert!.rectificationDueOn, ''),
      整改措施: paragraphsOf(facts.inputs.measures ?? ''),
      整改结果: paragraphsOf(facts.inputs.result ?? ''),
      未完事项: facts.inputs.remaining || '无',
      确认金额: yuan(confirmedAmount),
      追回金额: yuan(recoveredAmount),
    };
  },
  major_matter_report: ({ majorMatter, inputs }) => {
    if (!majorMatter) throw new RangeError('this document needs a major matter');
    const { investigation, alerts } = majorMatter;
    return {
      主送单位: inSentence(majorMatter.reportedTo ?? inputs.reportTo ?? ''),
      签发人: majorMatter.signedBy ?? '',
      要情编号: majorMatter.number,
      案件: `${majorMatter.caseNumber} ${majorMatter.caseTitle}`,
      要情等级: tierTitles[majorMatter.tier],
      涉嫌情形: suspicionTitles[majorMatter.suspicion],
      可能损失: yuan(majorMatter.amount),
      立案情况: investigation
        ? `${inSentence(investigation.body)}于${documentDay(investigation.on)}立案审查调查`
        : '未立案',
      涉及单位: [...new Set(alerts.map(({ agencyName }) => agencyName))].join('、') || '—',
      确认应追回: yuan(majorMatter.confirmed),
      已追回: yuan(majorMatter.recovered),
      案情: paragraphsOf(majorMatter.caseSummary),
      事件经过: paragraphsOf(majorMatter.report),
      涉及预警: alerts.map((alert, index) => ({
        序号: String(index + 1),
        预警编号: alert.number,
        单位: alert.agencyName,
        指标: `${alert.indicator} ${alert.title}`,
        险种: lineTitles[alert.line] ?? alert.line,
        月份: documentMonth(alert.firstPeriod),
        金额: alert.amount === null ? '—' : yuan(alert.amount),
      })),
      已采取措施: paragraphsOf(inputs.measures ?? ''),
      下一步工作: paragraphsOf(inputs.nextSteps ?? ''),
    };
  },
  closure_slip: (facts) => ({
    ...alertTags(facts.alert),
    ...reviewTags(facts),
    收到日期: dayOr(facts.alert!.receivedOn, '—'),
    反馈期限: dayOr(facts.alert!.answerDueOn, '—'),
    是否按期: inTime(facts.alert!),
    问题类型: facts.answer ? `${facts.answer.problemType} ${answerRequirements[facts.answer.problemType].zh}` : '—',
    核查说明: paragraphsOf(facts.answer?.explanation ?? ''),
    确认金额: yuan(facts.answer?.confirmedAmount ?? null),
    追回金额: yuan(facts.answer?.recoveredAmount ?? null),
  }),
  half_year_summary: summary,
  annual_summary: summary,
};
