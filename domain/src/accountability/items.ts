/** The text whose items are listed; cited with its validity, since it has lapsed. */
export const accountabilityBasis = {
  title: {
    zh: '天津市社会保险基金网络监督实施办法',
    en: 'Tianjin measures on network supervision of social-insurance funds',
  },
  article: { zh: '第二十一条', en: 'article 21' },
  from: '2015-08-01',
  /** 津23. */
  to: '2020-07-31',
} as const;

/** One item of 津21. */
export interface AccountabilityItem {
  item: number;
  /** What it is about, in a few neutral words: the heading of a column. */
  short: { zh: string; en: string };
  /** The item as it is written; the English only says what it is about. */
  text: { zh: string; en: string };
}

export const accountabilityItems = [
  {
    item: 1,
    short: { zh: '数据上传', en: 'Data' },
    text: {
      zh: '不及时上传社保业务数据、财务数据，提供虚假数据或篡改数据的',
      en: 'Uploading business or finance data late, giving false data, or altering data',
    },
  },
  {
    item: 2,
    short: { zh: '预警处理', en: 'Alerts' },
    text: {
      zh: '对预警信息长期不处理或处理不及时，对发现的疑点问题不认真组织核查的',
      en: 'Leaving alerts unhandled or handling them late, or not verifying what was found with care',
    },
  },
  {
    item: 3,
    short: { zh: '核查报送', en: 'Reporting' },
    text: {
      zh: '不按时报送核查处理情况，对贪污、挪用、骗取社保基金等违纪违规问题和经办管理重大风险隐瞒不报的',
      en: 'Not reporting results in time, or concealing embezzlement, misuse, fraud or major risks',
    },
  },
  {
    item: 4,
    short: { zh: '技术支持', en: 'Support' },
    text: {
      zh: '不按规定及时提供技术支持与服务，将社保基金监管软件系统委托其他单位及个人单独管理和维护，对社保基金监管软件系统运行和安全造成不良后果的',
      en: 'Not giving technical support in time, or leaving the supervision system to outsiders alone, with consequences for its running and safety',
    },
  },
  {
    item: 5,
    short: { zh: '监管软件', en: 'Software' },
    text: {
      zh: '擅自修改社保基金监管软件或开发辅助软件，干扰、影响实施网络监督的',
      en: 'Altering the supervision software or building side tools without leave, disturbing supervision',
    },
  },
  {
    item: 6,
    short: { zh: '信息安全', en: 'Information' },
    text: {
      zh: '违反安全管理规定，擅自提供、复制、公布、出售或者变相交易社保基金网络监督信息的',
      en: 'Giving, copying, publishing, selling or trading supervision information without leave',
    },
  },
  {
    item: 7,
    short: { zh: '数字证书', en: 'Certificates' },
    text: {
      zh: '管理不善造成丢失或损坏社保基金监管软件系统人员数字证书的',
      en: 'Losing or damaging digital certificates of the system by careless keeping',
    },
  },
  {
    item: 8,
    short: { zh: '其他', en: 'Other' },
    text: {
      zh: '有违反社会保险法律、法规、规章和纪律规定的其他行为的',
      en: 'Other acts against laws, regulations, rules or discipline of social insurance',
    },
  },
] as const satisfies readonly AccountabilityItem[];
