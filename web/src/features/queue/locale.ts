import { defineLocale } from '../../platform/i18n/locale.js';

export const queueLocale = defineLocale(
  {
    menu: '工作台',
    menuAgency: '待办',
    title: '工作台',
    titleAgency: '待办',
    buckets: '按期限和步骤筛选',
    mine: '轮到我办',
    awaitedData: '待收数据',
    approvals: '待我审批',
    cleaning: '数据清理',
    cleaningReturned: '数据清理重新打开',
    open: '全部未结',
    emptyMine: { title: '现在没有要办的预警', text: '新的预警、答复和到期事项会出现在这里。' },
    emptyBucket: { title: '“{name}”里没有预警', text: '可看看其他分类。' },
  },
  {
    menu: 'Queue',
    menuAgency: 'To do',
    title: 'Work queue',
    titleAgency: 'To do',
    buckets: 'Filter by date and step',
    mine: 'My turn',
    awaitedData: 'Data awaited',
    approvals: 'To approve',
    cleaning: 'Data tasks',
    cleaningReturned: 'Data tasks that came back',
    open: 'All open',
    emptyMine: { title: 'Nothing to do now', text: 'New alerts, answers and dates appear here.' },
    emptyBucket: { title: 'Nothing in “{name}”', text: 'Look at the others.' },
  },
);
