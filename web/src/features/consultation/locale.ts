import { defineLocale } from '../../platform/i18n/locale.js';

export const consultationLocale = defineLocale(
  {
    title: '协商',
    menu: '协商',
    about: '共 {n} 件',
    caption: '请险种业务部门协商研究的疑点，先到期的在前',
    state: { label: '协商的状态', open: '待办', ended: '已结' },
    columns: {
      alert: '预警号',
      what: '预警事项',
      department: '部门',
      question: '需要研究的问题',
      agency: '单位',
      sent: '发出',
      due: '期限',
      state: '状态',
    },
    toSign: '签收后 30 日内',
    empty: {
      open: { title: '没有要答复的协商', text: '监督机构发来的协商函会出现在这里。' },
      openOffice: { title: '没有在办的协商', text: '在预警页面可以向险种业务部门发出协商函。' },
      ended: { title: '还没有办结的协商', text: '反馈过的处理意见会留在这里。' },
    },
  },
  {
    title: 'Consultations',
    menu: 'Questions',
    about: '{n} in all',
    caption: 'What line departments are asked, the earliest date first',
    state: { label: 'State', open: 'Open', ended: 'Ended' },
    columns: {
      alert: 'Number',
      what: 'Matter',
      department: 'Department',
      question: 'Question',
      agency: 'Agency',
      sent: 'Sent',
      due: 'Due',
      state: 'State',
    },
    toSign: 'within 30 days of signing',
    empty: {
      open: { title: 'No question waits for an answer', text: 'Questions of the supervision office appear here.' },
      openOffice: { title: 'Nobody is being asked', text: "A line department can be asked on an alert's page." },
      ended: { title: 'Nothing has ended yet', text: 'Opinions that were given stay here.' },
    },
  },
);
