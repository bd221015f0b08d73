import { defineLocale } from '../../platform/i18n/locale.js';

export const approvalsLocale = defineLocale(
  {
    menu: '审批',
    title: '待我审批',
    about: '别人提出、等您决定的事项，先提出的在前。自己提出的由另一位负责人决定，不列在这里。',
    caption: '等您决定的事项',
    kinds: '按种类筛选',
    all: '全部',
    kind: {
      indicator_version: '指标调整',
      own_indicator: '本单位指标',
      whitelist_entry: '白名单',
      month_close: '月度关账',
    },
    columns: { matter: '事项', kind: '种类', reason: '理由', backTest: '最近的回测', proposed: '提出' },
    matter: { month: '{period} 关账' },
    none: { title: '没有等您审批的事项', text: '别人提出的指标调整、本单位指标、白名单和月度关账会出现在这里。' },
    noneOf: { title: '这一类没有等您审批的事项', text: '可看看其他种类。' },
    desk: { title: '待我审批 {n} 件', more: '查看并审批' },
    proposed: '{name} · {at}',
  },
  {
    menu: 'Approvals',
    title: 'Waits for my approval',
    about:
      'What others proposed and you decide on, the oldest first. What you proposed yourself is decided by another person and does not stand here.',
    caption: 'What waits for your decision',
    kinds: 'Filter by kind',
    all: 'All',
    kind: {
      indicator_version: 'Change of an indicator',
      own_indicator: 'Own indicator',
      whitelist_entry: 'Whitelist',
      month_close: 'Month close',
    },
    columns: {
      matter: 'Matter',
      kind: 'Kind',
      reason: 'Reason',
      backTest: 'Latest back-test',
      proposed: 'Proposed',
    },
    matter: { month: 'Close of {period}' },
    none: {
      title: 'Nothing waits for your approval',
      text: 'Changes of indicators, own indicators, whitelist entries and month closes that others propose appear here.',
    },
    noneOf: { title: 'Nothing of this kind waits for your approval', text: 'Look at the other kinds.' },
    desk: { title: 'Waits for my approval: {n}', more: 'See and decide' },
    proposed: '{name} · {at}',
  },
);
