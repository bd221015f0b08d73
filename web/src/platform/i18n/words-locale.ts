import type {
  AlertCommand,
  AlertEventType,
  AlertState,
  BranchCommand,
  BranchKind,
  BranchState,
  Severity,
} from '@fundwatch/domain/alert';
import type { Role } from '@fundwatch/domain/identity';
import { defineLocale } from './locale.js';

type Bucket =
  | 'office_turn'
  | 'overdue'
  | 'due_today'
  | 'due_soon'
  | 'to_screen'
  | 'to_dispatch'
  | 'to_review'
  | 'to_accept'
  | 'waiting_branch'
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
  rectifying: '整改中',
  rectified: '整改待验收',
  in_second_review: '待抽查复核',
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
  order_rectification: '责令整改',
  report_rectification: '报送整改情况',
  return_rectification: '退回整改报告',
  submit_for_second_review: '提交抽查复核',
  object_to_closing: '复核不同意办结',
  close: '办结',
  withdraw: '撤回',
  reopen: '自动重新打开',
  reopen_by_hand: '重新打开',
} as const satisfies Record<AlertCommand, string>;
const branchKindZh = {
  consultation: '协商研究',
  extension: '延期',
  field_check: '实地核查',
  supervise_order: '督办',
  recovery_plan: '追回计划',
} as const satisfies Record<BranchKind, string>;
const branchKindEn: Record<BranchKind, string> = {
  consultation: 'Consultation',
  extension: 'Extension',
  field_check: 'Field check',
  supervise_order: 'Supervise order',
  recovery_plan: 'Recovery plan',
};
const branchStateZh = {
  proposed: '待批准',
  sent: '待签收',
  received: '待出具意见',
  approved: '已批准',
  issued: '已印发',
  concluded: '已完成',
  refused: '未批准',
  cancelled: '已撤销',
} as const satisfies Record<BranchState, string>;
const branchCommandZh = {
  open: '提出',
  receive: '签收',
  auto_receive: '到期自动签收',
  approve: '批准',
  refuse: '不批准',
  issue: '印发',
  conclude: '完成',
  cancel: '撤销',
} as const satisfies Record<BranchCommand, string>;
const branchCommandEn: Record<BranchCommand, string> = {
  open: 'opened',
  receive: 'signed for',
  auto_receive: 'signed for automatically',
  approve: 'approved',
  refuse: 'refused',
  issue: 'issued',
  conclude: 'concluded',
  cancel: 'cancelled',
};

/** What the timeline says of a branch's steps: 协商研究：签收. */
function stepsOf(kind: string, commands: Record<BranchCommand, string>, joint: string): Record<BranchCommand, string> {
  const say = (command: BranchCommand) => `${kind}${joint}${commands[command]}`;
  return {
    open: say('open'),
    receive: say('receive'),
    auto_receive: say('auto_receive'),
    approve: say('approve'),
    refuse: say('refuse'),
    issue: say('issue'),
    conclude: say('conclude'),
    cancel: say('cancel'),
  };
}
const branchEventsZh = {
  consultation: { ...stepsOf('协商研究', branchCommandZh, '：'), open: '发出协商函', conclude: '反馈处理意见' },
  extension: { ...stepsOf('延期', branchCommandZh, '：'), open: '申请延期' },
  field_check: {
    ...stepsOf('实地核查', branchCommandZh, '：'),
    open: '提请批准实地核查',
    conclude: '实地核查有了结果',
  },
  supervise_order: {
    ...stepsOf('督办', branchCommandZh, '：'),
    open: '提请批准督办',
    issue: '印发督办通知书',
    conclude: '督办有了结果',
  },
  recovery_plan: { ...stepsOf('追回计划', branchCommandZh, '：'), open: '提出追回计划' },
};
const branchEventsEn = {
  consultation: { ...stepsOf('Consultation', branchCommandEn, ' '), open: 'Question sent', conclude: 'Opinion given' },
  extension: { ...stepsOf('Extension', branchCommandEn, ' '), open: 'Extension asked for' },
  field_check: { ...stepsOf('Field check', branchCommandEn, ' '), open: 'Field check proposed' },
  supervise_order: { ...stepsOf('Supervise order', branchCommandEn, ' '), open: 'Supervise order proposed' },
  recovery_plan: { ...stepsOf('Recovery plan', branchCommandEn, ' '), open: 'Recovery plan proposed' },
};
type FlatEventType = Exclude<AlertEventType, `${string}.${string}`>;
const eventZh = {
  screen: '筛查通过',
  dismiss: '筛查排除',
  dispatch: '下发',
  receive: '签收',
  auto_receive: '到期自动签收',
  answer: '提交答复',
  return: '退回答复',
  cover_new_hits: '确认答复已涵盖新增命中',
  order_rectification: '责令整改',
  report_rectification: '报送整改情况',
  return_rectification: '退回整改报告',
  submit_for_second_review: '提交抽查复核',
  object_to_closing: '复核不同意办结',
  close: '办结',
  withdraw: '撤回',
  reopen: '自动重新打开',
  reopen_by_hand: '重新打开',
  raise: '发现疑点',
  extend: '新增命中',
  adjust: '数据变化',
  remind: '到期提醒',
  breach: '逾期通知',
  escalate_agency_head: '逾期升级，告知经办负责人',
  escalate_supervision_head: '逾期升级，告知监督机构负责人',
  second_return: '答复再次被退回，告知监督机构负责人',
  calendar_filled: '日历到位，补填期限',
  deadline_moved: '日历修订，期限变动',
} as const satisfies Record<FlatEventType, string>;
const bucketZh = {
  office_turn: '轮到监督机构',
  overdue: '逾期',
  due_today: '今日到期',
  due_soon: '3个工作日内',
  to_screen: '待筛查',
  to_dispatch: '待下发',
  to_review: '待审核答复',
  to_accept: '待验收复核',
  waiting_branch: '协商核查中',
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
    event: { ...eventZh, ...branchEventsZh, case: { join: '并入案件', leave: '移出案件' } },
    branchKind: branchKindZh,
    branchState: branchStateZh,
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
      rectifying: 'Rectifying',
      rectified: 'To accept',
      in_second_review: 'Second review',
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
      order_rectification: 'Order rectification',
      report_rectification: 'Report the rectification',
      return_rectification: 'Return the report',
      submit_for_second_review: 'Submit for second review',
      object_to_closing: 'Object to closing',
      close: 'Close',
      withdraw: 'Withdraw',
      reopen: 'Reopen automatically',
      reopen_by_hand: 'Reopen',
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
      order_rectification: 'Rectification ordered',
      report_rectification: 'Rectification reported',
      return_rectification: 'Report of rectification returned',
      submit_for_second_review: 'Submitted for second review',
      object_to_closing: 'Second review objected to closing',
      close: 'Closed',
      withdraw: 'Withdrawn',
      reopen: 'Reopened automatically',
      reopen_by_hand: 'Reopened',
      raise: 'Found',
      extend: 'New hits',
      adjust: 'Figures changed',
      remind: 'Reminder',
      breach: 'Overdue notice',
      escalate_agency_head: "Overdue: the agency's head is told",
      escalate_supervision_head: 'Overdue: the head of supervision is told',
      second_return: 'Returned a second time: the head of supervision is told',
      calendar_filled: 'Calendar arrived, date filled in',
      deadline_moved: 'Calendar revised, date moved',
      ...branchEventsEn,
      case: { join: 'Joined to a case', leave: 'Taken out of its case' },
    },
    branchKind: branchKindEn,
    branchState: {
      proposed: 'To approve',
      sent: 'To be signed for',
      received: 'Opinion awaited',
      approved: 'Approved',
      issued: 'Issued',
      concluded: 'Concluded',
      refused: 'Refused',
      cancelled: 'Cancelled',
    },
    bucket: {
      office_turn: "The office's turn",
      overdue: 'Overdue',
      due_today: 'Due today',
      due_soon: 'Within 3 working days',
      to_screen: 'To screen',
      to_dispatch: 'To dispatch',
      to_review: 'To review',
      to_accept: 'To accept or review again',
      waiting_branch: 'Consulting or checking',
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
