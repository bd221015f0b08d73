import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { answerRequirements } from '@fundwatch/domain/feedback';
import { exchangeTable } from '@fundwatch/domain/collect';
import { listCleaningTasks } from '../../feedback/read-cleaning-tasks.js';
import { listAlertHits } from '../../alert/list-alert-hits.js';
import { listAlerts } from '../../alert/list-alerts.js';
import { getAlert } from '../../alert/get-alert.js';
import { listApprovals } from '../../alert/list-approvals.js';
import { listConsultations } from '../../alert/list-consultations.js';
import { getRecovery, listRecoveries } from '../../close/recovery-ledger.js';
import {
  agency,
  both,
  count,
  day,
  instant,
  line,
  month,
  named,
  periodText,
  severity,
  text,
  word,
  words,
  yuan,
  type ListColumn,
  type OfAgency,
} from '../list-columns.js';
import type { Language } from '../list-words.js';
import { allPages, exportedList, type Paged } from '../listed.js';
import type { ExportInput } from '../export-input.js';
import { backTestText } from '../back-test-text.js';
import { evidenceColumns } from '../evidence-columns.js';

const dueText = ({ dueOn, waitingForCalendar }: { dueOn: string | null; waitingForCalendar: boolean }, at: Language) =>
  dueOn ?? (waitingForCalendar ? both('待工作日历', 'waiting for a calendar')[at] : null);

export const exportAlerts = exportedList({
  title: both('预警清单', 'Alerts'),
  read: allPages((app, context, input: Paged<ExportInput<'exportAlerts'>>) => listAlerts(app, context, input)),
}).with([
  text(both('预警号', 'Number'), 20, (row) => row.number),
  severity(both('程度', 'Severity'), (row) => row.severity),
  named(both('预警事项', 'Matter'), 28, (row) => row.title),
  text(both('指标', 'Indicator'), 10, (row) => row.indicator),
  ...agency((row: OfAgency) => row.agency),
  line((row) => row.line),
  text(both('对象', 'Subject'), 22, (row) => row.subject),
  month(both('首发月', 'First month'), (row) => row.firstPeriod),
  count(both('命中', 'Hits'), (row) => row.hits),
  yuan(both('涉及金额', 'Amount'), (row) => row.amount),
  text(both('期限', 'Due'), 12, dueText),
  word(both('状态', 'State'), 14, 'alertState', (row) => row.state),
  words(both('正在进行', 'Beside it'), 18, 'branchKind', (row) => row.openBranches),
  text(both('首次反馈', 'First answer'), 10, (row, language) =>
    row.answeredLate === null ? null : (row.answeredLate ? both('逾期', 'late') : both('按期', 'in time'))[language],
  ),
  text(
    both('问题类型', 'Problem type'),
    22,
    ({ problemType }, language) => problemType && `${problemType} ${answerRequirements[problemType][language]}`,
  ),
  text(both('承办人', 'Assigned to'), 12, (row) => row.assignee?.displayName),
]);

const ofAlert = ({ number, title }: { number: string; title: { zh: string; en: string } }) =>
  both(`${number} ${title.zh}`, `${number} ${title.en}`);
const pagesOfEvidence = allPages((app, context, input: Paged<ExportInput<'exportAlertHits'>>) =>
  listAlertHits(app, context, input),
);
type Proven = ReplyOf<typeof routes.listAlertHits>['items'][number];
const provenColumns: readonly ListColumn<Proven>[] = [
  text(both('对象', 'Subject'), 22, (row) => row.subject),
  text(both('记录号', 'Record'), 24, (row, language) =>
    row.hitKey === 'total' ? both('合计', 'Total')[language] : row.hitKey,
  ),
  month(both('报送期', 'Period'), (row) => row.period),
  yuan(both('金额', 'Amount'), (row) => row.amount),
  text(
    both('现状', 'Now'),
    12,
    (row, language) => (row.live ? both('仍命中', 'still found') : both('已不再命中', 'no longer found'))[language],
  ),
];
export const exportAlertHits = exportedList({
  title: both('预警证据', 'Evidence of an alert'),
  async read(app, context, input: ExportInput<'exportAlertHits'>) {
    const alert = await getAlert(app, context, input);
    const { rows } = await pagesOfEvidence(app, context, input);
    const taken = provenColumns.map(({ title }) => title);
    return { rows, about: ofAlert(alert), columns: evidenceColumns(alert.evidenceColumns, taken) };
  },
}).with(provenColumns);

export const exportCleaningTasks = exportedList({
  title: both('数据清理', 'Data tasks'),
  read: allPages((app, context, input: Paged<ExportInput<'exportCleaningTasks'>>) =>
    listCleaningTasks(app, context, input),
  ),
}).with([
  text(both('预警号', 'Number'), 20, (row) => row.alert.number),
  named(both('预警事项', 'Matter'), 28, (row) => row.alert.title),
  ...agency((row: { alert: OfAgency }) => row.alert.agency),
  text(both('更正内容', 'Correction'), 50, ({ correction: one }, language) => {
    if (!one) return both('重新上传数据（未指明记录）', 'Data are sent anew (no record named)')[language];
    const [before, after] = [one.before, one.after].map((value) => value ?? both('（空）', '(none)')[language]);
    const record = Object.values(one.key).join(' / ');
    const { title, fields } = exchangeTable(one.table);
    const field = fields.find(({ name }) => name === one.field)?.title ?? one.field;
    return both(
      `${title} ${record} 的“${field}”：${before} → ${after}`,
      `${one.table} ${record}, “${one.field}”: ${before} → ${after}`,
    )[language];
  }),
  word(both('状态', 'State'), 14, 'cleaningState', (row) => row.state),
  count(both('退回次数', 'Times it came back'), (row) => row.returns),
  month(both('应由报送核对', 'To be shown by'), (row) => row.duePeriod),
  text(both('期限', 'Due'), 12, dueText),
  word(both('最近核对', 'Last check'), 12, 'cleaningOutcome', (row) => row.checks[0]?.outcome),
  instant(both('核对时间', 'Checked'), (row) => row.checks[0]?.at),
  text(both('了结理由', 'Why it was settled'), 30, (row) => row.settled?.reason),
]);

export const exportConsultations = exportedList({
  title: both('协商', 'Consultations'),
  read: allPages((app, context, input: Paged<ExportInput<'exportConsultations'>>) =>
    listConsultations(app, context, input),
  ),
}).with([
  text(both('预警号', 'Number'), 20, (row) => row.alert.number),
  severity(both('程度', 'Severity'), (row) => row.alert.severity),
  named(both('预警事项', 'Matter'), 28, (row) => row.alert.title),
  text(both('部门', 'Department'), 20, (row) => row.branch.department?.name),
  text(both('需要研究的问题', 'Question'), 50, ({ branch }) => textIn(branch.details, 'openText')),
  ...agency((row: { alert: OfAgency }) => row.alert.agency),
  instant(both('发出', 'Sent'), (row) => row.branch.openedAt),
  day(both('签收', 'Signed for'), (row) => row.branch.receivedOn),
  text(both('期限', 'Due'), 12, (row, language) => dueText(row.branch, language)),
  word(both('状态', 'State'), 12, 'branchState', (row) => row.branch.state),
]);
const textIn = (details: Record<string, unknown>, name: string) =>
  typeof details[name] === 'string' ? details[name] : null;

export const exportRecoveries = exportedList({
  title: both('追回台账', 'Recovery'),
  read: allPages((app, context, input: Paged<ExportInput<'exportRecoveries'>>) => listRecoveries(app, context, input)),
}).with([
  text(both('预警号', 'Number'), 20, (row) => row.alert.number),
  severity(both('程度', 'Severity'), (row) => row.alert.severity),
  named(both('预警事项', 'Matter'), 28, (row) => row.alert.title),
  ...agency((row: { alert: OfAgency }) => row.alert.agency),
  yuan(both('确认应追回', 'To be recovered'), (row) => row.sums.confirmed),
  yuan(both('约定追回', 'Agreed'), (row) => row.sums.agreed),
  yuan(both('已追回', 'Recovered'), (row) => row.sums.recovered),
  yuan(both('尚未追回', 'Remaining'), (row) => row.sums.remaining),
  text(both('追回计划', 'Plan'), 10, (row, language) =>
    row.sums.planApproved ? both('已批准', 'approved')[language] : null,
  ),
  word(both('状态', 'State'), 14, 'alertState', (row) => row.alert.state),
]);

export const exportRecoveryEntries = exportedList({
  title: both('追回台账明细', 'Recovery ledger of an alert'),
  read: async (app, context, input: ExportInput<'exportRecoveryEntries'>) => ({
    rows: (await getRecovery(app, context, input)).entries,
    about: ofAlert(await getAlert(app, context, input)),
  }),
}).with([
  day(both('日期', 'Day'), (row) => row.on),
  word(both('类别', 'Kind'), 12, 'recoveryKind', (row) => row.kind),
  yuan(both('金额', 'Amount'), (row) => row.amount),
  text(both('凭证或协议号', 'Voucher or agreement'), 20, (row) => row.voucher),
  text(both('备注', 'Note'), 30, (row) => row.note),
  text(both('记账人', 'Entered by'), 14, (row) => row.enteredBy),
  instant(both('记账时间', 'Entered at'), (row) => row.enteredAt),
  instant(both('冲销时间', 'Taken back'), (row) => row.voidedAt),
  text(both('冲销理由', 'Why it was taken back'), 30, (row) => row.voidReason),
]);

export const exportApprovals = exportedList({
  title: both('待我审批', 'Waits for my approval'),
  read: allPages((app, context, input: Paged<ExportInput<'exportApprovals'>>) => listApprovals(app, context, input)),
}).with([
  text(both('事项', 'Matter'), 40, ({ indicator, version, subject, period, alert }, language) => {
    if (period) return periodText(period);
    if (alert) return [alert.number, indicator?.title[language]].filter(Boolean).join(' ');
    const name = indicator && `${indicator.code} ${indicator.title[language]}`;
    const of = version === null ? subject : both(`第 ${version} 版`, `version ${version}`)[language];
    return [name, of].filter(Boolean).join(' · ');
  }),
  word(both('种类', 'Kind'), 12, 'approvalKind', (row) => row.kind),
  ...agency((row: { agency: { code: string; name: string } | null }) => row.agency),
  line((row) => row.line),
  text(both('内容', 'Terms'), 30, ({ terms: { addressee, place, until, amount } }, language) =>
    [
      addressee && both(`发给${addressee}`, `to ${addressee}`)[language],
      place,
      until && both(`至 ${until}`, `until ${until}`)[language],
      amount && `${amount} ${both('元', 'yuan')[language]}`,
    ]
      .filter(Boolean)
      .join(both('，', ', ')[language]),
  ),
  text(both('理由', 'Reason'), 40, (row) => row.reason),
  text(both('最近的回测', 'Latest back-test'), 30, (row, language) =>
    row.version === null ? null : backTestText(row.backTest, language),
  ),
  text(both('提出', 'Proposed'), 16, (row) => row.proposedBy),
  instant(both('提出时间', 'Proposed at'), (row) => row.proposedAt),
]);
