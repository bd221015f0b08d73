import { defineLocale } from '../../platform/i18n/locale.js';

export const signInLocale = defineLocale(
  {
    title: '登录',
    about: '社会保险基金非现场监督',
    demoTitle: '演示身份',
    demoText: '点选一个身份直接进入，不需要密码。数据均为虚构。',
    others: '其他人员（各区经办机构）',
    switchLanguage: 'English',
  },
  {
    title: 'Sign in',
    about: 'Off-site supervision of social-insurance funds',
    demoTitle: 'Demonstration sign-ins',
    demoText: 'Choose one to go straight in; no password. All data are invented.',
    others: 'Others (agencies of the districts)',
    switchLanguage: '中文',
  },
);
