import { listCases } from '../../close/read-cases.js';
import { listInspections } from '../../close/read-inspections.js';
import { listMajorMatters } from '../../close/major-matters.js';
import { agency, both, day, instant, instantText, text, word, yuan, type OfAgency } from '../list-columns.js';
import { wordOf } from '../list-words.js';
import { allPages, exportedList, type Paged } from '../listed.js';
import type { ExportInput } from '../export-input.js';

export const exportCases = exportedList({
  title: both('案件', 'Cases'),
  read: allPages((app, context, input: Paged<ExportInput<'exportCases'>>) => listCases(app, context, input)),
}).with([
  text(both('案件号', 'Number'), 18, (row) => row.number),
  text(both('名称', 'Title'), 36, (row) => row.title),
  text(both('立案审查调查侦查', 'Investigation'), 24, (row) => row.investigation?.body),
  text(both('未结 / 全部预警', 'Open / all alerts'), 16, (row) => `${row.openAlerts} / ${row.alerts}`),
  yuan(both('可能损失', 'Possible loss'), (row) => row.possibleLoss),
  day(both('最早期限', 'Earliest date'), (row) => row.nextDueOn),
  text(both('承办人', 'Officer'), 12, (row) => row.officer),
  instant(both('立案时间', 'Opened'), (row) => row.openedAt),
  instant(both('结案时间', 'Closed'), (row) => row.closedAt),
]);

export const exportInspections = exportedList({
  title: both('检查', 'Inspections'),
  read: allPages((app, context, input: Paged<ExportInput<'exportInspections'>>) =>
    listInspections(app, context, input),
  ),
}).with([
  text(both('检查号', 'Number'), 18, (row) => row.number),
  text(both('名称', 'Title'), 36, (row) => row.title),
  ...agency((row: OfAgency) => row.agency, both('被检查单位', 'Inspected agency')),
  word(both('状态', 'State'), 14, 'inspectionState', (row) => row.state),
  text(both('下一步', 'Next step'), 40, ({ running, state }, language) => {
    if (!running) return wordOf('inspectionNext', state, language);
    const due =
      running.dueOn ?? (running.waitingForCalendar ? both('待工作日历', 'waiting for a calendar')[language] : '');
    return `${wordOf('inspectionClock', running.clock, language)} ${due}`.trim();
  }),
  text(
    both('检查日期', 'Days'),
    24,
    (row, language) => both(`${row.startOn} 至 ${row.endOn}`, `${row.startOn} to ${row.endOn}`)[language],
  ),
]);

export const exportMajorMatters = exportedList({
  title: both('要情', 'Major matters'),
  read: allPages((app, context, input: Paged<ExportInput<'exportMajorMatters'>>) =>
    listMajorMatters(app, context, input),
  ),
}).with([
  text(both('要情号', 'Number'), 18, (row) => row.number),
  text(both('案件', 'Case'), 40, (row) => `${row.case.number} ${row.case.title}`),
  word(both('涉嫌类型', 'Suspected'), 12, 'suspicion', (row) => row.suspicion),
  word(both('级别', 'Tier'), 12, 'majorMatterTier', (row) => row.tier),
  yuan(both('可能损失', 'Possible loss'), (row) => row.amount),
  word(both('状态', 'State'), 10, 'majorMatterState', (row) => row.state),
  text(both('签发', 'Signed'), 28, (row) =>
    row.signedBy && row.signedAt ? `${row.signedBy} ${instantText(row.signedAt)}` : null,
  ),
  day(both('报出', 'Reported'), (row) => row.reportedOn),
]);
