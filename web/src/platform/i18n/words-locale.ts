import type { AlertCommand, AlertEventType, AlertState, Severity } from '@fundwatch/domain/alert';
import type { Role } from '@fundwatch/domain/identity';
import { defineLocale } from './locale.js';

type Bucket =
  | 'overdue'
  | 'due_today'
  | 'due_soon'
  | 'to_screen'
  | 'to_dispatch'
  | 'to_review'
  | 'waiting_agency'
  | 'to_receive'
  | 'to_answer'
  | 'waiting_calendar';

const severityZh = { critical: '特', high: '高', medium: '中', low: '低' } as const satisfies Record<Severity, string>;
const stateZh = {
  raised: '待筛查',
  screened: '待下发',
  dispatched: '待签收',
  received: '待答复',
  answered: '待审核答复',
  returned: '退回待补',
  closed: '已办结',
  dismissed: '已排除',
  withdrawn: '已撤回',
} as const satisfies Record<AlertState, string>;
const commandZh = {
  screen: '确认为疑点',
  dismiss: '排除',
  dispatch: '下发',
  receive: '签收',
  auto_receive: '自动签收',
  answer: '提交答复',
  return: '退回答复',
  cover_new_hits: '确认答复已涵盖新增命中',
  close: '办结',
  withdraw: '撤回',
  reopen: '重新打开',
} as const satisfies Record<AlertCommand, string>;
const eventZh = {
  screen: '筛查通过',
  dismiss: '筛查排除',
  dispatch: '下发',
  receive: '签收',
  auto_receive: '到期自动签收',
  answer: '提交答复',
  return: '退回答复',
  cover_new_hits: '确认答复已涵盖新增命中',
  close: '办结',
  withdraw: '撤回',
  reopen: '重新打开',
  raise: '发现疑点',
  extend: '新增命中',
  adjust: '数据变化',
  remind: '到期提醒',
  breach: '逾期通知',
  calendar_filled: '日历到位，补填期限',
  deadline_moved: '日历修订，期限变动',
} as const satisfies Record<AlertEventType, string>;
const bucketZh = {
  overdue: '逾期',
  due_today: '今日到期',
  due_soon: '3个工作日内',
  to_screen: '待筛查',
  to_dispatch: '待下发',
  to_review: '待审核答复',
  waiting_agency: '等待经办机构',
  to_receive: '待签收',
  to_answer: '待答复',
  waiting_calendar: '待工作日历',
} as const satisfies Record<Bucket, string>;
const roleZh = {
  supervision_officer: '监测人员',
  supervision_head: '监督机构负责人',
  bureau_leader: '分管局领导',
  data_steward: '数据管理员',
  administrator: '系统管理员',
  agency_handler: '经办核查人',
  agency_head: '经办负责人',
  information_institution: '信息管理机构',
  line_department: '险种业务部门',
  internal_auditor: '内部审计',
} as const satisfies Record<Role, string>;

/** The field's own words for codes, as in docs/glossary.md. */
export const wordsLocale = defineLocale(
  {
    severity: severityZh,
    state: stateZh,
    command: commandZh,
    event: eventZh,
    bucket: bucketZh,
    role: roleZh,
    dataset: { business: '业务', finance: '财务', control: '内控', external: '外部' },
    turn: { supervision: '轮到监督机构', agency: '轮到经办机构', nobody: '已结束' },
    subjectKind: {
      person_no: '个人编号',
      employer_no: '单位编号',
      account_hash: '账户',
      staff_no: '经办人员',
      agency: '经办机构',
    },
    line: {
      '000': '不分险种',
      '110': '企业养老',
      '120': '机关养老',
      '170': '居民养老',
      '210': '失业',
      '310': '医疗',
      '410': '工伤',
      '510': '生育',
    },
  },
  {
    severity: { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' },
    state: {
      raised: 'To screen',
      screened: 'To dispatch',
      dispatched: 'To sign for',
      received: 'To answer',
      answered: 'To review',
      returned: 'Returned',
      closed: 'Closed',
      dismissed: 'Dismissed',
      withdrawn: 'Withdrawn',
    },
    command: {
      screen: 'Keep',
      dismiss: 'Dismiss',
      dispatch: 'Dispatch',
      receive: 'Sign for',
      auto_receive: 'Sign automatically',
      answer: 'Submit the answer',
      return: 'Return the answer',
      cover_new_hits: 'State that the answer covers the new hits',
      close: 'Close',
      withdraw: 'Withdraw',
      reopen: 'Reopen',
    },
    event: {
      screen: 'Kept at screening',
      dismiss: 'Dismissed at screening',
      dispatch: 'Dispatched',
      receive: 'Signed for',
      auto_receive: 'Signed automatically',
      answer: 'Answered',
      return: 'Answer returned',
      cover_new_hits: 'Answer stated to cover the new hits',
      close: 'Closed',
      withdraw: 'Withdrawn',
      reopen: 'Reopened',
      raise: 'Found',
      extend: 'New hits',
      adjust: 'Figures changed',
      remind: 'Reminder',
      breach: 'Overdue notice',
      calendar_filled: 'Calendar arrived, date filled in',
      deadline_moved: 'Calendar revised, date moved',
    },
    bucket: {
      overdue: 'Overdue',
      due_today: 'Due today',
      due_soon: 'Within 3 working days',
      to_screen: 'To screen',
      to_dispatch: 'To dispatch',
      to_review: 'To review',
      waiting_agency: 'Waiting for the agency',
      to_receive: 'To sign for',
      to_answer: 'To answer',
      waiting_calendar: 'Waiting for a calendar',
    },
    role: {
      supervision_officer: 'Supervision officer',
      supervision_head: 'Head of supervision',
      bureau_leader: 'Bureau leader',
      data_steward: 'Data steward',
      administrator: 'Administrator',
      agency_handler: 'Agency handler',
      agency_head: 'Agency head',
      information_institution: 'Information institution',
      line_department: 'Line department',
      internal_auditor: 'Internal auditor',
    },
    dataset: { business: 'Business', finance: 'Finance', control: 'Control', external: 'External' },
    turn: { supervision: "Supervision's turn", agency: "The agency's turn", nobody: 'Ended' },
    subjectKind: {
      person_no: 'Person',
      employer_no: 'Employer',
      account_hash: 'Account',
      staff_no: 'Staff',
      agency: 'Agency',
    },
    line: {
      '000': 'All lines',
      '110': 'Employee pension',
      '120': 'Civil-service pension',
      '170': 'Resident pension',
      '210': 'Unemployment',
      '310': 'Medical',
      '410': 'Work injury',
      '510': 'Maternity',
    },
  },
);
