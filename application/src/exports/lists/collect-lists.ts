import { exchangeTables } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../../application.js';
import { getArrivalBoard } from '../../collect/get-arrival-board.js';
import { getDataQuality } from '../../collect/get-data-quality.js';
import { listExpected } from '../../collect/change-expected.js';
import { listExchangeSources } from '../../collect/list-exchange-sources.js';
import { listDifferingRows } from '../../collect/read-differing-rows.js';
import { listPackages } from '../../collect/read-packages.js';
import { getSubmission, listSubmissionChecks, listSubmissions } from '../../collect/read-submissions.js';
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
  text,
  word,
  type OfAgency,
} from '../list-columns.js';
import { wordOf, type Language } from '../list-words.js';
import { allPages, exportedList, type Paged } from '../listed.js';
import type { ExportInput } from '../export-input.js';

const version = both('版本', 'Version');
const dataset = both('数据集', 'Dataset');

export const exportArrivalBoard = exportedList({
  title: both('数据到达情况', 'Arrival board'),
  async read(app, context, { show, period }: ExportInput<'exportArrivalBoard'>) {
    const { rows } = await getArrivalBoard(app, context, { period });
    const shown = rows.filter(({ cells }) => !show || cells.some(({ state }) => state === show));
    return {
      rows: shown.flatMap(({ agency: of, cells }) => cells.map((cell) => ({ ...cell, agency: of }))),
      about: both(periodText(period)!, periodText(period)!),
    };
  },
}).with([
  ...agency((row: OfAgency) => row.agency),
  line((row) => row.line),
  word(dataset, 8, 'dataset', (row) => row.dataset),
  word(both('结果', 'Result'), 10, 'arrivalState', (row) => row.state),
  instant(both('到达', 'Arrived'), (row) => row.arrivedAt),
  count(both('迟到天数', 'Days late'), (row) => row.daysLate),
  count(version, (row) => row.version),
  count(both('错误', 'Errors'), (row) => row.errors || null),
  text(both('锁定后到达', 'After the lock'), 11, (row, language) => yes(row.afterLock, language)),
  text(both('待说明重报原因', 'Owes a reason'), 13, (row, language) => yes(row.owesReason, language)),
]);

export const exportSubmissions = exportedList({
  title: both('报送记录', 'Submissions'),
  read: allPages((app, context, input: Paged<ExportInput<'exportSubmissions'>>) =>
    listSubmissions(app, context, input),
  ),
}).with([
  ...agency((row: OfAgency) => row.agency),
  month(both('所属期', 'Period'), (row) => row.period),
  line((row) => row.line),
  word(dataset, 8, 'dataset', (row) => row.dataset),
  count(version, (row) => row.version),
  word(both('结果', 'Result'), 9, 'submissionState', (row) => row.state),
  text(both('是否按时', 'In time'), 9, (row, language) =>
    row.onTime === null ? null : wordOf('arrivalState', row.onTime ? 'on_time' : 'late', language),
  ),
  instant(both('到达', 'Arrived'), (row) => row.arrivedAt),
  word(both('来源', 'Source'), 10, 'submissionSource', (row) => row.source),
  text(both('发送单位', 'Sent by'), 20, (row) => row.sentBy),
  count(both('行数', 'Rows'), (row) => row.rows),
  count(both('错误', 'Errors'), (row) => row.errors),
  day(both('截止日', 'Due on'), (row) => row.dueOn),
  text(both('待说明重报原因', 'Owes a reason'), 13, (row, language) => yes(row.owesReason, language)),
]);

/** Which submission a list is of, in words. */
async function aboutSubmission(app: Application, context: RequestContext, submissionId: string) {
  const of = await getSubmission(app, context, { submissionId });
  const said = (language: Language) =>
    [
      of.agency.name,
      wordOf('line', of.line, language),
      wordOf('dataset', of.dataset, language),
      periodText(of.period),
      language === 'zh' ? `第${of.version}版` : `version ${of.version}`,
    ].join(' ');
  return both(said('zh'), said('en'));
}

const pagesOfChecks = allPages((app, context, input: Paged<ExportInput<'exportSubmissionChecks'>>) =>
  listSubmissionChecks(app, context, input),
);
export const exportSubmissionChecks = exportedList({
  title: both('错误清单', 'Errors'),
  async read(app, context, input: ExportInput<'exportSubmissionChecks'>) {
    const about = await aboutSubmission(app, context, input.submissionId);
    return { ...(await pagesOfChecks(app, context, input)), about };
  },
}).with([
  text(
    both('文件', 'File'),
    24,
    (row, language) => row.file ?? row.table ?? both('整个数据包', 'Whole package')[language],
  ),
  count(both('行', 'Row'), (row) => row.row),
  text(both('字段', 'Field'), 24, (row, language) => fieldText(row, language)),
  text(both('值', 'Value'), 24, (row) => row.value),
  named(both('原因', 'Reason'), 50, (row) => row.reason),
  text(both('校验代码', 'Check'), 18, (row) => row.checkCode),
]);

const pagesOfDifferingRows = allPages((app, context, input: Paged<ExportInput<'exportDifferingRows'>>) =>
  listDifferingRows(app, context, input),
);
export const exportDifferingRows = exportedList({
  title: both('与上一版本的差异', 'Differences from the version before'),
  async read(app, context, input: ExportInput<'exportDifferingRows'>) {
    const { zh, en } = await aboutSubmission(app, context, input.submissionId);
    const table = exchangeTables.find(({ name }) => name === input.table);
    const { rows } = await pagesOfDifferingRows(app, context, input);
    return {
      rows: rows.map((row) => ({ ...row, table: input.table })),
      about: both(`${zh}　${table?.title ?? input.table}`, `${en}, ${input.table}`),
    };
  },
}).with([
  text(both('主键', 'Primary key'), 30, (row) => Object.values(row.key).join(' · ')),
  word(both('差异', 'Difference'), 9, 'rowChange', (row) => row.kind),
  text(both('字段', 'Fields'), 80, ({ table, before, after }, language) =>
    Object.keys(after ?? before ?? {})
      .map((column) => {
        const sides = [before, after].flatMap((side) => (side ? [side[column] ?? '–'] : []));
        return `${fieldText({ table, column }, language)} ${sides.join(' → ')}`;
      })
      .join(language === 'zh' ? '；' : '; '),
  ),
]);

export const exportPackages = exportedList({
  title: both('上传的数据包', 'Uploaded packages'),
  read: allPages((app, context, input: Paged<ExportInput<'exportPackages'>>) => listPackages(app, context, input)),
}).with([
  text(both('文件', 'File'), 32, (row) => row.fileName),
  word(both('校验', 'Check'), 26, 'packageState', (row) => row.state),
  count(both('大小', 'Size'), (row) => row.bytes),
  instant(both('上传时间', 'Uploaded'), (row) => row.uploadedAt),
  text(both('上传人', 'By'), 16, (row, language) =>
    row.origin === 'folder' ? both('监看文件夹', 'Watched folder')[language] : row.uploadedBy,
  ),
  text(both('重报原因', 'Reason for sending again'), 30, (row) => row.reason),
]);

export const exportExchangeSources = exportedList({
  title: both('交换库', 'Exchange sources'),
  read: async (app, context, _input: ExportInput<'exportExchangeSources'>) => ({
    rows: (await listExchangeSources(app, context)).sources,
  }),
}).with([
  text(both('交换库', 'Source'), 20, (row) => row.name),
  text(both('情况', 'State'), 16, (row, language) =>
    row.failures
      ? both(`连续失败 ${row.failures} 次`, `Failed ${row.failures} times in a row`)[language]
      : (row.lastSuccessAt ? both('正常', 'Working') : both('尚未拉取', 'Not pulled yet'))[language],
  ),
  instant(both('最近拉取', 'Last pull'), (row) => row.lastPullAt),
  instant(both('最近成功', 'Last success'), (row) => row.lastSuccessAt),
  text(both('累计入库 / 拒收', 'Accepted / refused so far'), 18, (row) => `${row.accepted} / ${row.refused}`),
  text(both('对照', 'Mapping'), 10, (row, language) =>
    row.mappingRevision
      ? both(`第 ${row.mappingRevision} 版`, `Revision ${row.mappingRevision}`)[language]
      : both('按标准', 'By the standard')[language],
  ),
  text(both('账号', 'Account'), 24, (row, language) => {
    if (row.writePrivileges === null) return both('尚未检查', 'Not checked yet')[language];
    const what = row.writePrivileges.join('，');
    return what
      ? both(`可写，应改为只读：${what}`, `May write and should not: ${what}`)[language]
      : both('只读', 'Reads only')[language];
  }),
  text(both('错误', 'Error'), 40, (row) => row.lastError),
]);

export const exportExpected = exportedList({
  title: both('应报清单', 'Expected submissions'),
  async read(app, context, { notEndedBefore, ...asked }: ExportInput<'exportExpected'>) {
    const { lines, agencies } = await listExpected(app, context);
    const names = new Map(agencies.map(({ code, name }) => [code, name]));
    const rows = lines.filter(
      (one) =>
        (['agency', 'line', 'dataset'] as const).every((name) => !asked[name] || one[name] === asked[name]) &&
        (!notEndedBefore || one.validTo === null || one.validTo >= notEndedBefore),
    );
    return {
      rows: rows.map((row) => ({ ...row, of: { code: row.agency, name: names.get(row.agency) ?? row.agency } })),
    };
  },
}).with([
  ...agency((row: { of: OfAgency['agency'] }) => row.of),
  line((row) => row.line),
  word(both('数据类别', 'Dataset'), 10, 'dataset', (row) => row.dataset),
  month(both('起始所属期', 'From period'), (row) => row.validFrom),
  month(both('终止所属期', 'To period'), (row) => row.validTo),
  text(both('可以不报的表', 'Tables that may be absent'), 40, (row, language) =>
    row.mayLack
      .map((name) => (language === 'zh' ? (exchangeTables.find((table) => table.name === name)?.title ?? name) : name))
      .join('、'),
  ),
]);

export const exportDataQuality = exportedList({
  title: both('数据质量', 'Data quality'),
  async read(app, context, input: ExportInput<'exportDataQuality'>) {
    const { rows } = await getDataQuality(app, context, input);
    const about = periodText(input.period)!;
    // What is worst comes first, as on the page: least complete, then least punctual.
    const worstFirst = [...rows].sort(
      (a, b) =>
        share(a.accepted, a.expected) - share(b.accepted, b.expected) ||
        share(a.onTime, a.expected) - share(b.onTime, b.expected) ||
        (a.agency.code + a.line < b.agency.code + b.line ? -1 : 1),
    );
    return { rows: worstFirst, about: both(about, about) };
  },
}).with([
  ...agency((row: OfAgency) => row.agency),
  line((row) => row.line),
  count(both('应报', 'Due'), (row) => row.expected),
  text(both('完整率', 'Complete'), 9, (row) => percent(row.accepted, row.expected)),
  count(both('已收', 'Accepted'), (row) => row.accepted),
  text(both('准时率', 'On time'), 9, (row) => percent(row.onTime, row.expected)),
  count(both('按时收到', 'Accepted in time'), (row) => row.onTime),
  text(both('首报拒收率', 'First refused'), 11, (row) => percent(row.refusedFirst, row.expected)),
  count(both('首报拒收', 'Refused at first'), (row) => row.refusedFirst),
  count(both('锁定后到达', 'After the lock'), (row) => row.afterLock),
]);

const yes = (holds: boolean, language: 'zh' | 'en') => (holds ? both('是', 'yes')[language] : null);
/** Per cent with one decimal of what was expected; nothing expected counts as none. */
const share = (part: number, all: number) => (all === 0 ? 0 : Math.round((part / all) * 1000) / 10);
const percent = (part: number, all: number) => (all === 0 ? null : `${share(part, all)}%`);

function fieldText({ table, column }: { table: string | null; column: string | null }, language: 'zh' | 'en') {
  if (!column) return null;
  const field = exchangeTables
    .find(({ name }) => name === table)
    ?.fields.find(({ name }) => name === column.toLowerCase());
  return field && language === 'zh' ? `${field.title} ${column}` : column;
}
