import type { DemoIndicator } from './findings.js';
import type { Measure, PlayedCommand } from './human-steps.js';
import type { DemoPeriod } from './months.js';
import type { Hand } from './tuning-story.js';

/** A step off the usual path: rectification, the second review, opening again by hand, and what follows it. */
interface LaterStep extends Hand {
  do: PlayedCommand;
  reason?: string;
  measures?: readonly Measure[];
}

type Step = 'screen' | 'dismiss' | 'dispatch' | 'receive' | 'answer' | 'return' | 'again' | 'close';

/** What becomes of one alert until the demonstration stands. */
export interface Story {
  indicator: DemoIndicator;
  agency: string;
  line: string;
  /** The month whose run raises the alert. */
  raisedIn: DemoPeriod;
  path: readonly Step[];
  /** Names of answer texts: the first answer, and the one after a return. */
  answer?: string;
  again?: string;
  /** Of the dismissal or of the return. */
  reason?: string;
  /** Days other than the usual ones. */
  on?: Partial<Record<Step, string>>;
  later?: readonly LaterStep[];
}

const screened: readonly Step[] = ['screen'];
const dismissed: readonly Step[] = ['screen', 'dismiss'];
const dispatched: readonly Step[] = ['screen', 'dispatch'];
const received: readonly Step[] = [...dispatched, 'receive'];
const answered: readonly Step[] = [...received, 'answer'];
const returned: readonly Step[] = [...answered, 'return'];
const answeredAgain: readonly Step[] = [...returned, 'again'];
const closed: readonly Step[] = [...answered, 'close'];
const closedAfterReturn: readonly Step[] = [...answeredAgain, 'close'];

const story = (
  raisedIn: DemoPeriod,
  indicator: DemoIndicator,
  place: string,
  path: readonly Step[],
  more: Partial<Story> = {},
): Story => {
  const [agency = '', line = ''] = place.split('/');
  return { raisedIn, indicator, agency, line, path, ...more };
};

/**
 * The lives of the alerts. What is not named here stays as raised. An indicator that continues is closed only after the
 * last of its hits was found, so that no closed alert has to come back.
 */
export const stories: readonly Story[] = [
  story('202606', 'DQ06', '120101/110', returned, {
    answer: 'wrongId',
    reason: '未附身份证复印件，更正结果在次月数据中未见，请补充。',
  }),
  story('202606', 'DQ06', '120103/170', answered, { answer: 'oldId' }),
  story('202606', 'DQ06', '120116/110', received),
  story('202606', 'DQ06', '120110/110', closed, { answer: 'wrongId', on: { close: '2026-09-17' } }),
  story('202606', 'CB05', '120102/110', closed, { answer: 'unpaidEmployer' }),
  // Answered once July's payment was known, too.
  story('202606', 'DY01', '120101/110', closed, {
    answer: 'deathFraud',
    on: { answer: '2026-08-19', close: '2026-09-02' },
  }),
  story('202606', 'DY01', '120114/210', closed, { answer: 'deathLate' }),
  // Drawn for the second review; another officer has still to close it.
  story('202606', 'DY02', '120102/110', answered, {
    answer: 'heirsInCourt',
    on: { screen: '2026-09-16', dispatch: '2026-09-17', receive: '2026-09-18', answer: '2026-10-12' },
    later: [{ do: 'submit_for_second_review', at: '2026-10-14T14:20:00+08:00', by: 'chenwei' }],
  }),
  story('202606', 'DY04', '120101/110', answeredAgain, {
    answer: 'twoPensions',
    reason: '7 月仍在重复发放，请说明停发情况并补充追回计划。',
    on: { return: '2026-08-20', again: '2026-08-31' },
  }),
  // Never signed for: the automatic receipt starts the clock.
  story('202606', 'DY04', '120102/170', dispatched),
  story('202606', 'DY15', '120103/170', closed, { answer: 'couple' }),
  story('202606', 'DY15', '120115/170', closedAfterReturn, {
    answer: 'villageThin',
    again: 'villageAccount',
    reason: '六人共用一个账户不属正常业务，请核实账户实际控制人和发放过程。',
    on: { close: '2026-09-28' },
  }),
  story('202606', 'DY23', '120102/170', closed, { answer: 'noReview' }),
  story('202606', 'DY29', '120114/110', closed, { answer: 'doubleBank' }),
  story('202606', 'CW01', '120105/110', closed, { answer: 'notBooked' }),
  // The corrected finance data of 29 July withdraws it.
  story('202606', 'CW01', '120117/110', received),
  story('202606', 'CW07', '120112/110', closedAfterReturn, {
    answer: 'privateThin',
    again: 'privateLoan',
    reason: '收入户不得向个人转款，未见审批单和归还凭证，请重新核查。',
    on: { close: '2026-09-24' },
    later: [
      {
        do: 'order_rectification',
        at: '2026-08-28T10:20:00+08:00',
        by: 'zhangmin',
        reason: '答复属实。请全额追回款项及利息，落实网银制单、复核双人双钥，一个月内报告整改情况。',
      },
      {
        do: 'report_rectification',
        at: '2026-09-21T15:20:00+08:00',
        by: 'b120112',
        reason: '款项及利息已全部追回入账，密钥已分开保管，收入户对账改由会计岗办理。',
        measures: [
          { text: '本金和利息共 8612.47 元追回入账', on: '2026-09-18' },
          { text: '网银制单、复核密钥由两人分别保管并登记', on: '2026-09-08' },
          { text: '收入户银行对账改由会计岗按月办理', on: '2026-09-10' },
        ],
      },
    ],
  }),
  // The same money, and the same account.
  story('202606', 'CW08', '120112/110', answered, {
    answer: 'privateSame',
    on: { screen: '2026-08-27', dispatch: '2026-08-27', receive: '2026-08-28', answer: '2026-09-22' },
  }),
  // Answered five days late.
  story('202606', 'NK01', '120110/000', closed, {
    answer: 'oneHand',
    on: { answer: '2026-08-25', close: '2026-08-31' },
  }),
  story('202606', 'NK02', '120115/000', closed, { answer: 'batchCheck' }),
  story('202606', 'DQ09', '120105/110', answered, { answer: 'wrongCreditCode' }),

  story('202607', 'DQ01', '120113/170', closed, { answer: 'lateUpload' }),
  story('202607', 'DQ06', '120114/170', received),
  story('202607', 'CB05', '120116/110', closed, { answer: 'crossMonth' }),
  story('202607', 'DY04', '120105/170', closed, {
    answer: 'twoPensionsSettled',
    on: { answer: '2026-09-17', close: '2026-10-09' },
  }),
  story('202607', 'DY04', '120111/170', answeredAgain, {
    answer: 'twoPensions',
    again: 'twoPensionsSettled',
    reason: '请与河北区经办机构核对停发月份后一并答复。',
    on: { answer: '2026-09-17', return: '2026-09-18', again: '2026-09-28' },
  }),
  story('202607', 'DY15', '120116/110', answered, { answer: 'sharedAcross' }),
  story('202607', 'DY15', '120112/170', dispatched),
  story('202607', 'DY23', '120110/110', returned, {
    answer: 'lateApproval',
    reason: '三笔业务的补审材料未提供，请附审核单并说明整改措施。',
  }),
  // Answered, then withdrawn by the corrected business data of 2 September.
  story('202607', 'DY23', '120104/110', answered, { answer: 'missingReviewer', on: { answer: '2026-08-31' } }),
  story('202607', 'DY29', '120111/170', closed, { answer: 'doubleBatch' }),
  story('202607', 'CW01', '120118/170', closedAfterReturn, {
    answer: 'overBookedThin',
    again: 'overBooked',
    reason: '请附更正凭证，并说明重复入账的原因。',
  }),
  story('202607', 'CW07', '120104/170', answeredAgain, {
    answer: 'privateThin',
    again: 'fiscalPrivate',
    reason: '财政专户向个人转款须说明审批依据，请重新答复。',
  }),
  story('202607', 'NK01', '120116/000', answered, {
    answer: 'twoNumbers',
    later: [
      {
        do: 'order_rectification',
        at: '2026-09-15T14:30:00+08:00',
        by: 'zhangmin',
        reason: '请清理全部离岗、调岗人员工号，补办该业务的重新审核，一个月内报告。',
      },
      {
        do: 'report_rectification',
        at: '2026-10-12T10:40:00+08:00',
        by: 'b120116',
        reason: '旧工号已清理，业务已由他人重新审核，结论一致。',
        measures: [
          { text: '注销调岗未清理工号 4 个', on: '2026-09-21' },
          { text: '原业务由另一审核人重新审核', on: '2026-09-23' },
          { text: '调岗当日停用旧工号写入岗位权限管理办法', on: '2026-10-10' },
        ],
      },
    ],
  }),
  story('202607', 'DQ11', '120110/110', closed, { answer: 'lostStatementLine' }),
  story('202607', 'DQ12', '120114/210', closed, { answer: 'oldCodeTable' }),
  story('202607', 'NK02', '120112/000', dismissed, {
    reason: '系统割接当日集中补办，已由市级信息部门书面说明，不再下发。',
  }),

  story('202608', 'DQ01', '120106/110', answered, { answer: 'wrongTotal' }),
  // P11: the answer itself asks for an extension.
  story('202608', 'DQ06', '120118/110', answered, {
    answer: 'awaitingPerson',
    on: { dispatch: '2026-09-18', receive: '2026-09-20', answer: '2026-10-16' },
  }),
  story('202608', 'CB05', '120103/110', answered, { answer: 'shortBase' }),
  story('202608', 'DY01', '120103/170', received, { on: { dispatch: '2026-09-21', receive: '2026-09-22' } }),
  story('202608', 'DY01', '120116/110', answered, { answer: 'deathStillPaid' }),
  story('202608', 'DY04', '120103/120', received, { on: { dispatch: '2026-09-22', receive: '2026-09-23' } }),
  story('202608', 'DY04', '120103/110', answered, { answer: 'twoPensions' }),
  story('202608', 'DY15', '120101/210', closed, { answer: 'guardian' }),
  story('202608', 'DY23', '120116/210', answered, { answer: 'noApprover' }),
  story('202608', 'DY29', '120101/210', closed, { answer: 'paidAgain' }),
  story('202608', 'CW01', '120103/110', returned, {
    answer: 'suspense',
    reason: '暂付款已满一个月，请补充支付清单和转列凭证。',
  }),
  story('202608', 'CW07', '120116/110', received),
  story('202608', 'NK01', '120103/000', answered, {
    answer: 'reviewerApproves',
    later: [
      {
        do: 'order_rectification',
        at: '2026-10-15T10:10:00+08:00',
        by: 'chenwei',
        reason: '休假期间须指定替岗人员，不得由审核人代办初审。请完善替岗制度并收回代办权限，一个月内报告。',
      },
    ],
  }),
  // The answer from which the office proposes a version.
  story('202608', 'NK02', '120116/000', closed, {
    answer: 'batchPush',
    on: { answer: '2026-09-21', close: '2026-09-22' },
  }),
  story('202608', 'DQ05', '120102/000', dismissed, {
    reason: '系统升级当月登录日志含每次重试记录，已由信息管理机构说明，不再下发。',
    later: [
      {
        do: 'reopen_by_hand',
        at: '2026-10-13T09:40:00+08:00',
        by: 'wangjianguo',
        reason: '信息管理机构补充说明：重试记录只占新增行数的三成，其余原因不明，原不下发的理由不成立，重新打开核查。',
      },
      { do: 'dispatch', at: '2026-10-13T10:30:00+08:00', by: 'zhangmin' },
      { do: 'receive', at: '2026-10-14T11:10:00+08:00', by: 'h120102' },
    ],
  }),
  // The corrected dues of 18 September withdraw it.
  story('202608', 'DQ11', '120111/110', received),
  story('202608', 'DQ11', '120118/000', answered, { answer: 'lostLogRow' }),

  story('202609', 'CB05', '120114/110', screened),
  story('202609', 'DY01', '120105/170', dispatched, { on: { dispatch: '2026-10-19' } }),
  story('202609', 'DY04', '120116/110', received),
  story('202609', 'DY04', '120119/170', dispatched, { on: { dispatch: '2026-10-19' } }),
  story('202609', 'DY23', '120101/170', screened),
  story('202609', 'CW01', '120115/110', dismissed, { reason: '差额 0.02 元，系四舍五入尾差，不再下发。' }),
  story('202609', 'CW07', '120119/110', dispatched, { on: { dispatch: '2026-10-19' } }),
  story('202609', 'NK01', '120101/000', received),
];
