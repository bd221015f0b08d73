import { listColleagues } from '../../assignment/stand-ins.js';
import { listUsers } from '../../identity/list-users.js';
import { listNotifications } from '../../notify/list-notifications.js';
import { both, count, day, instant, periodText, text, word, words } from '../list-columns.js';
import { allPages, exportedList, type Paged } from '../listed.js';
import type { ExportInput } from '../export-input.js';

export const exportNotifications = exportedList({
  title: both('通知', 'Notifications'),
  read: allPages((app, context, { unread, ...input }: Paged<ExportInput<'exportNotifications'>>) =>
    listNotifications(app, context, { ...input, unread: unread === 'true' }),
  ),
}).with([
  word(both('发生了什么', 'What happened'), 26, 'happened', (row) => row.kind),
  text(both('事项', 'About'), 50, (row, language) =>
    [row.number, row.indicator?.title[language], row.agency?.name, periodText(row.period)].filter(Boolean).join(' · '),
  ),
  day(both('期限', 'Due'), (row) => row.dueOn),
  instant(both('时间', 'When'), (row) => row.at),
  text(both('紧急', 'urgent'), 6, (row, language) => (row.urgent ? both('是', 'yes')[language] : null)),
  instant(both('已读', 'Read'), (row) => row.readAt),
]);

export const exportColleagues = exportedList({
  title: both('分工与代班', 'Duties and stand-ins'),
  async read(app, context, _input: ExportInput<'exportColleagues'>) {
    const { colleagues, standIns } = await listColleagues(app, context);
    return {
      rows: colleagues.map((person) => ({
        ...person,
        absence: standIns.find(({ absent }) => absent.userId === person.userId) ?? null,
      })),
    };
  },
}).with([
  text(both('姓名', 'Name'), 14, (row) => row.displayName),
  words(both('角色', 'Roles'), 26, 'role', (row) => row.roles),
  count(both('承办未结', 'Open alerts'), (row) => row.open),
  text(both('代班', 'Stand-in'), 44, ({ absence: one }, language) => {
    if (!one) return null;
    const { fromOn, untilOn, standIn } = one;
    return both(`${standIn.displayName}，${fromOn} 至 ${untilOn}`, `${standIn.displayName}, ${fromOn} to ${untilOn}`)[
      language
    ];
  }),
]);

export const exportUsers = exportedList({
  title: both('人员账号', 'Accounts'),
  read: allPages((app, context, input: Paged<ExportInput<'exportUsers'>>) => listUsers(app, context, input)),
}).with([
  text(both('姓名', 'Name'), 14, (row) => row.displayName),
  text(both('用户名', 'User name'), 16, (row) => row.userName),
  text(both('机构', 'Organisation'), 26, (row) => row.organisation.name),
  words(both('角色', 'Roles'), 26, 'role', (row) => row.roles),
  text(
    both('状态', 'State'),
    10,
    (row, language) => (row.disabledAt ? both('停用', 'Disabled') : both('启用', 'Enabled'))[language],
  ),
  instant(both('停用时间', 'Disabled at'), (row) => row.disabledAt),
  instant(both('建立', 'Added'), (row) => row.createdAt),
  text(both('工号', 'Staff number'), 12, (row) => row.staffNo),
]);
