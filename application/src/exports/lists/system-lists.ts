import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { TEST_DELIVERY, troubleOf } from '@fundwatch/domain/notify';
import { getWatchedFolder, listExternalFeeds } from '../../collect/read-sources.js';
import { listDocumentTemplates } from '../../documents/change-template.js';
import { getOutgoing, listWebhookDeliveries } from '../../notify/webhooks.js';
import type { ExportInput } from '../export-input.js';
import { both, count, fill, instant, instantText, month, text, word } from '../list-columns.js';
import { listWords, wordOf, type Language } from '../list-words.js';
import { allPages, exportedList, type Paged } from '../listed.js';

type Folder = ReplyOf<typeof routes.getWatchedFolder>;
type FolderRow = Partial<Folder['waiting'][number] & Folder['settled'][number]> & { name: string };

export const exportWatchedFolder = exportedList({
  title: both('监看文件夹', 'Watched folder'),
  async read(app, context, _input: ExportInput<'exportWatchedFolder'>) {
    const { waiting, settled } = await getWatchedFolder(app, context);
    return { rows: [...waiting, ...settled] as FolderRow[] };
  },
}).with([
  text(both('名称', 'Name'), 32, (row) => row.name),
  text(both('情况', 'State'), 12, ({ outcome, checking }, language) =>
    outcome
      ? wordOf('folderOutcome', outcome, language)
      : (checking ? both('正在校验', 'Being checked') : both('等候接收', 'Waits'))[language],
  ),
  count(both('大小', 'Size'), (row) => row.bytes ?? null),
  text(both('原因', 'Reason'), 40, (row, language) => row.reason?.[language]),
  text(both('现在的位置', 'Where it is now'), 40, ({ outcome, movedTo }, language) =>
    outcome ? (movedTo ?? both('已被取走', 'Taken away')[language]) : null,
  ),
  instant(both('时间', 'When'), (row) => row.settledAt ?? row.seenAt),
]);

export const exportExternalFeeds = exportedList({
  title: both('外部数据', 'External data'),
  read: async (app, context, _input: ExportInput<'exportExternalFeeds'>) => ({
    rows: (await listExternalFeeds(app, context)).feeds,
  }),
}).with([
  text(both('数据', 'Data'), 32, (row, language) => both(row.title, row.table)[language]),
  text(
    both('情况', 'State'),
    12,
    ({ days, stale }, language) =>
      (days === null ? both('从未到达', 'Never arrived') : stale ? both('过期', 'Stale') : both('正常', 'Fresh'))[
        language
      ],
  ),
  instant(both('最近到达', 'Last arrival'), (row) => row.arrivedAt),
  count(both('距今', 'Days ago'), (row) => row.days),
  month(both('所属期', 'Period'), (row) => row.period),
  count(both('行数', 'Rows'), (row) => row.rows),
]);

export const exportDocumentTemplates = exportedList({
  title: both('文书模板', 'Templates'),
  read: async (app, context, _input: ExportInput<'exportDocumentTemplates'>) => ({
    rows: (await listDocumentTemplates(app, context)).templates,
  }),
}).with([
  word(both('文书', 'Document'), 24, 'documentKind', (row) => row.kind),
  text(
    both('现行模板', 'Template in force'),
    14,
    ({ inForce }, language) =>
      (inForce === 0 ? both('出厂模板', 'As delivered') : both(`第${inForce}版`, `Version ${inForce}`))[language],
  ),
  text(
    both('更新', 'Changed'),
    44,
    ({ versions: [last] }) =>
      last && [`${last.uploadedBy} · ${instantText(last.uploadedAt)}`, last.note].filter(Boolean).join('　'),
  ),
  count(both('版本数', 'Versions'), (row) => row.versions.length),
]);

/** Why something was not taken, in words; what has none stays the code that an expert can look up. */
function troubleText(error: string | null, language: Language): string | null {
  const trouble = error === null ? null : troubleOf(error);
  return trouble ? fill(listWords.trouble[trouble.kind], { code: trouble.code })[language] : error;
}

export const exportWebhooks = exportedList({
  title: both('回调地址', 'Addresses'),
  read: async (app, context, _input: ExportInput<'exportWebhooks'>) => ({
    rows: (await getOutgoing(app, context)).webhooks,
  }),
}).with([
  text(both('名称', 'Name'), 16, (row) => row.name),
  text(both('地址', 'Address'), 44, (row) => row.url),
  word(both('状态', 'State'), 10, 'webhookState', ({ enabled, failingSince }) =>
    !enabled ? 'off' : failingSince ? 'failing' : 'on',
  ),
  text(both('通知种类', 'Notices'), 44, ({ kinds }, language) =>
    kinds.length
      ? kinds.map((kind) => wordOf('happened', kind, language)).join('；')
      : both('全部通知', 'Every notice')[language],
  ),
  count(both('待发', 'Waiting'), (row) => row.waiting),
  count(both('已放弃', 'Given up'), (row) => row.failed),
  text(both('最近送达', 'Last sent'), 17, ({ lastSentAt }, language) =>
    lastSentAt ? instantText(lastSentAt) : both('还没有', 'Not yet')[language],
  ),
  text(both('最近的问题', 'Last trouble'), 32, (row, language) => troubleText(row.lastError, language)),
]);

const pagesOfDeliveries = allPages((app, context, input: Paged<ExportInput<'exportWebhookDeliveries'>>) =>
  listWebhookDeliveries(app, context, input),
);
export const exportWebhookDeliveries = exportedList({
  title: both('发送记录', 'Messages'),
  read: async (app, context, input: ExportInput<'exportWebhookDeliveries'>) => ({
    ...(await pagesOfDeliveries(app, context, input)),
    about: both(input.name, input.name),
  }),
}).with([
  text(both('通知', 'Notice'), 30, ({ kind }, language) =>
    kind === TEST_DELIVERY ? both('测试消息', 'Test message')[language] : wordOf('happened', kind, language),
  ),
  word(both('状态', 'State'), 10, 'deliveryState', (row) => row.state),
  text(both('结果', 'Result'), 36, ({ error, status }, language) =>
    troubleText(error ?? (status === null ? null : `HTTP ${status}`), language),
  ),
  count(both('次数', 'Attempts'), (row) => row.attempts),
  instant(both('产生', 'Made'), (row) => row.createdAt),
  instant(both('最近发送', 'Last attempt'), (row) => row.triedAt),
]);
