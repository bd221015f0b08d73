import { defineLocale } from '../../platform/i18n/locale.js';

export const branchApprovalsLocale = defineLocale(
  {
    title: '待批事项',
    menu: '审批',
    about: '共 {n} 件',
    caption: '他人提请、由您批准的事项，先提请的在前',
    columns: {
      alert: '预警号',
      kind: '提请事项',
      words: '理由',
      by: '提请人',
      what: '预警事项',
      agency: '单位',
      amount: '涉及金额',
    },
    until: '至 {day}',
    to: '发给{addressee}',
    at: '{place}',
    by: '{name} · {day}',
    empty: { title: '没有等您批准的事项', text: '延期、实地核查、督办和追回计划的提请会出现在这里。' },
  },
  {
    title: 'Decisions',
    menu: 'Decisions',
    about: '{n} in all',
    caption: 'What others proposed and you may decide, the oldest first',
    columns: {
      alert: 'Number',
      kind: 'Proposed',
      words: 'Reason',
      by: 'By',
      what: 'Matter',
      agency: 'Agency',
      amount: 'Amount',
    },
    until: 'until {day}',
    to: 'to {addressee}',
    at: '{place}',
    by: '{name} · {day}',
    empty: {
      title: 'Nothing waits for your decision',
      text: 'Extensions, field checks, orders and plans of recovery appear here.',
    },
  },
);
