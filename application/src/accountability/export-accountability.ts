import { Readable } from 'node:stream';
import { DomainError } from '@fundwatch/domain';
import { accountabilityBasis, accountabilityItems, factKindNames, factKinds } from '@fundwatch/domain/accountability';
import { shanghaiDayOf } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import { readBusinessDay } from '../alert/business-day.js';
import type { Application } from '../application.js';
import { sayFilters } from '../exports/filter-words.js';
import { both, count, day, instant, month, named, text, word, yuan, type ListColumn } from '../exports/list-columns.js';
import { listMarks } from '../exports/list-marks.js';
import { MOST_ROWS } from '../exports/listed.js';
import type { Language } from '../exports/list-words.js';
import { sheetMediaType, writeBook, type BookSheet } from '../exports/write-sheet.js';
import type { Download } from '../feedback/get-attachment.js';
import { getAccountability, type AccountabilityView } from './get-accountability.js';
import { namesOf, readFacts, viewFact, type FactView } from './list-facts.js';
import { viewEntry, type EntryView } from './read-entries.js';
import { filterOfMonths, type AskedMonths } from './read-months.js';

const title = both('履责情况', 'Accountability');
const note = {
  zh: '只列系统记录的事实和人工登记的内容，不作结论；是否属于条文所列情形，由有权机关的人员认定。',
  en: 'Facts on record and what was entered by hand; no conclusions. Whether an item of the article is met is decided by people.',
} as const;

type FigureRow = AccountabilityView['rows'][number];
const figureColumns: readonly ListColumn<FigureRow>[] = [
  text(both('机构代码', 'Agency code'), 11, ({ agency }) => agency.code),
  text(both('机构', 'Agency'), 24, ({ agency }) => agency.name),
  ...factKindNames.map((kind) =>
    count<FigureRow>(factKinds[kind], ({ facts }) => facts.find((one) => one.kind === kind)?.count ?? 0),
  ),
  ...accountabilityItems.map(({ item, short }) =>
    count<FigureRow>(
      both(`人工登记 ${item} ${short.zh}`, `By hand ${item} ${short.en}`),
      ({ entries }) => entries.find((one) => one.item === item)?.count ?? 0,
    ),
  ),
];

const factColumns: readonly ListColumn<FactView>[] = [
  count(both('项', 'Item'), ({ kind }) => factKinds[kind].item),
  named(both('事实', 'Fact'), 24, ({ kind }) => factKinds[kind]),
  text(both('机构代码', 'Agency code'), 11, ({ agency }) => agency.code),
  text(both('机构', 'Agency'), 24, ({ agency }) => agency.name),
  word(both('险种', 'Line'), 20, 'line', ({ line }) => line),
  day(both('计入日期', 'Counted on'), ({ on }) => on),
  word(both('数据集', 'Dataset'), 10, 'dataset', ({ submission }) => submission?.dataset),
  month(both('所属期', 'Period'), ({ submission }) => submission?.period),
  count(both('版本', 'Version'), ({ submission }) => submission?.version ?? null),
  text(both('预警编号', 'Alert'), 20, ({ alert }) => alert?.number),
  named(both('预警名称', 'Title'), 28, ({ alert }) => alert?.title),
  day(both('期限', 'Due on'), ({ dueOn }) => dueOn),
  day(both('完成', 'Done on'), ({ doneOn }) => doneOn),
  count(both('答复次数', 'Round'), ({ round }) => round),
  count(both('问题数', 'Errors'), ({ errors }) => errors),
  yuan(both('首次确认金额（元）', 'First confirmed (yuan)'), ({ firstAmount }) => firstAmount),
  yuan(both('以后确认金额（元）', 'Later confirmed (yuan)'), ({ laterAmount }) => laterAmount),
];

const states = {
  standing: both('有效', 'Stands'),
  corrected: both('已更正', 'Corrected'),
  withdrawn: both('已撤销', 'Withdrawn'),
};
const entryColumns: readonly ListColumn<EntryView>[] = [
  count(both('项', 'Item'), ({ item }) => item),
  text(both('机构代码', 'Agency code'), 11, ({ agency }) => agency.code),
  text(both('机构', 'Agency'), 24, ({ agency }) => agency.name),
  month(both('发生月份', 'Month'), ({ period }) => period),
  text(both('事实', 'Facts'), 60, ({ facts }) => facts),
  text(both('依据材料', 'Source'), 30, ({ source }) => source),
  named(both('状态', 'State'), 10, ({ state }) => states[state]),
  text(both('登记人', 'Entered by'), 12, ({ enteredBy }) => enteredBy),
  instant(both('登记时间', 'Entered at'), ({ enteredAt }) => enteredAt),
];

/**
 * Figures, the facts behind them and the register as one workbook, as this person may see them; logged.
 * @throws DomainError REQUEST_INVALID, NOT_ALLOWED, EXPORT_TOO_LARGE
 */
export async function exportAccountability(
  app: Application,
  context: RequestContext,
  { language, ...months }: AskedMonths & { language: Language },
): Promise<Download> {
  const view = await getAccountability(app, context, months);
  const businessDay = await readBusinessDay(app);
  const filter = await filterOfMonths(app, context, months, businessDay);
  const { facts, entries } = await app.database.withContext(context, async (repositories) => {
    const names = await namesOf(repositories);
    const found: FactView[] = [];
    for (const kind of factKindNames) {
      const { rows } = await readFacts(repositories, kind, filter, businessDay, null, MOST_ROWS + 1);
      found.push(...rows.map((one) => viewFact(app, kind, one, names)));
      requireFew(found.length);
    }
    const listed = await repositories.accountabilityEntries.list(
      { ...months, agency: filter.agency },
      null,
      MOST_ROWS + 1,
    );
    requireFew(listed.length);
    await repositories.audit.append({
      action: 'accountability.export',
      target: { kind: 'list', id: 'accountability' },
      businessAt: businessDay.now,
      details: { rows: found.length, entries: listed.length, filter: months },
    });
    return { facts: found, entries: listed.map(viewEntry) };
  });
  const marks = listMarks(language, {
    title,
    context,
    at: businessDay.now,
    rows: facts.length + entries.length,
    about: null,
    filters: await sayFilters(app, context, null, months),
  });
  const { article, title: basis, from, to } = accountabilityBasis;
  const cited =
    language === 'zh'
      ? `《${basis.zh}》${article.zh}（${from}施行，${to}废止，仅作程序参照）`
      : `${basis.en}, ${article.en} (in force ${from}, lapsed ${to}; kept as procedure)`;
  const bytes = await writeBook({ ...marks, lines: [...marks.lines, `${note[language]}${cited}`] }, [
    sheet(language, both('汇总', 'Figures'), figureColumns, view.rows),
    sheet(language, both('系统记录', 'On record'), factColumns, facts),
    sheet(language, both('人工登记', 'By hand'), entryColumns, entries),
  ]);
  return {
    fileName: `${title[language]}-${shanghaiDayOf(businessDay.now)}.xlsx`,
    mediaType: sheetMediaType,
    bytes: bytes.length,
    content: Readable.from([bytes]),
  };
}

function requireFew(rows: number): void {
  if (rows > MOST_ROWS) throw new DomainError('EXPORT_TOO_LARGE', { rows, most: MOST_ROWS });
}

function sheet<Row>(
  language: Language,
  name: { zh: string; en: string },
  columns: readonly ListColumn<Row>[],
  rows: readonly Row[],
): BookSheet {
  return {
    name: name[language],
    rows,
    columns: columns.map(({ title: heading, value, ...column }) => ({
      ...column,
      title: heading[language],
      value: (row: Row) => value(row, language),
    })) as unknown as BookSheet['columns'],
  };
}
