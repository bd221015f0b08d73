/** What a fact is read from, and what its row leads to. */
export type FactSource = 'submission' | 'alert';

interface FactKindRow {
  /** The item of 津21 under which people would look for it; no judgement that the item is met. */
  item: 1 | 2 | 3;
  of: FactSource;
  zh: string;
  en: string;
  /** What is counted, to the letter; each is counted in the month named by `counted`. */
  about: { zh: string; en: string };
  counted: 'due' | 'happened';
}

/**
 * What the system can see by itself (handbook §3.4), computed from what is stored and nothing else. Words of a fact, never
 * of a fault. Withdrawn and dismissed alerts are left out, a baseline is, and so are months before the office's first own one.
 */
export const factKinds = {
  submission_missing: {
    item: 1,
    of: 'submission',
    zh: '至今无有效上报',
    en: 'Nothing accepted by today',
    about: {
      zh: '应报清单中的一份数据，截止日已过，至今没有版本通过检查',
      en: 'An expected submission whose due day has passed and of which no version was accepted',
    },
    counted: 'due',
  },
  submission_late: {
    item: 1,
    of: 'submission',
    zh: '截止后上报',
    en: 'Sent after the due day',
    about: {
      zh: '应报清单中的一份数据，首个通过检查的版本在截止日之后到达',
      en: 'An expected submission whose first accepted version came after the due day',
    },
    counted: 'due',
  },
  submission_refused: {
    item: 1,
    of: 'submission',
    zh: '未通过检查',
    en: 'Refused by checks',
    about: { zh: '一个上报版本未通过接收检查', en: 'A version that the checks of arrival refused' },
    counted: 'happened',
  },
  submission_corrected: {
    item: 1,
    of: 'submission',
    zh: '答复退回后更正数据',
    en: 'Corrected after a returned answer',
    about: {
      zh: '预警答复被退回后、再次答复前，同一险种同一所属期的数据重新上报并通过检查',
      en: 'After an answer was returned and before the next one, data of the same line and month was sent again and accepted',
    },
    counted: 'happened',
  },
  answer_contradicted: {
    item: 1,
    of: 'alert',
    zh: '答复后数据未更正',
    en: 'Data not as answered',
    about: {
      zh: '答复称数据已更正，以后上报的数据经系统核对仍未更正，数据清理任务退回；每次退回计一次',
      en: 'An answer says that data were put right, and data that came later show that they are not: the cleaning task came back',
    },
    counted: 'happened',
  },
  change_alert: {
    item: 1,
    of: 'alert',
    zh: '数据变动预警',
    en: 'Alert on changed data',
    about: {
      zh: '已下发的数据变动、控制总数类预警（DQ03、DQ04）',
      en: 'A dispatched alert on changed history or control totals (DQ03, DQ04)',
    },
    counted: 'happened',
  },
  answer_overdue: {
    item: 2,
    of: 'alert',
    zh: '到期未答复',
    en: 'Not answered by today',
    about: {
      zh: '已签收或退回的预警，答复期限（含批准的延期）已过，至今没有答复',
      en: 'An alert signed for or returned whose date, with any extension granted, has passed without an answer',
    },
    counted: 'due',
  },
  answer_late: {
    item: 2,
    of: 'alert',
    zh: '期限后答复',
    en: 'Answered after the date',
    about: {
      zh: '一次答复在其期限（含批准的延期）之后提交；退回后的再次答复按其自己的期限',
      en: 'An answer given after its date, with any extension granted; one after a return has a date of its own',
    },
    counted: 'due',
  },
  returned_again: {
    item: 2,
    of: 'alert',
    zh: '答复再次退回',
    en: 'Answer returned again',
    about: { zh: '同一预警的答复第二次被退回', en: 'An alert whose answer was returned a second time' },
    counted: 'happened',
  },
  found_again: {
    item: 2,
    of: 'alert',
    zh: '办结后数据再现',
    en: 'Found again after closing',
    about: {
      zh: '按已更正、已整改等类型办结后，以后月份的数据又出现同一对象的同一情形，系统生成的关联预警',
      en: 'After an alert was closed as corrected or put right, data of a later month shows the same of the same subject',
    },
    counted: 'happened',
  },
  rectification_overdue: {
    item: 3,
    of: 'alert',
    zh: '到期未报整改',
    en: 'No rectification report by today',
    about: {
      zh: '责令整改的预警，整改期限已过，至今没有报送整改情况',
      en: 'An alert to be rectified whose date has passed without a report',
    },
    counted: 'due',
  },
  rectification_late: {
    item: 3,
    of: 'alert',
    zh: '期限后报整改',
    en: 'Rectification reported after the date',
    about: { zh: '整改情况在期限之后报送', en: 'A report of rectification given after its date' },
    counted: 'due',
  },
  opinion_overdue: {
    item: 3,
    of: 'alert',
    zh: '到期未出具意见',
    en: 'No opinion by today',
    about: {
      zh: '险种业务部门的协商意见，30日期限已过，至今没有出具；按部门统计',
      en: 'A department’s opinion (30 days) that has not come; counted for the department',
    },
    counted: 'due',
  },
  opinion_late: {
    item: 3,
    of: 'alert',
    zh: '期限后出具意见',
    en: 'Opinion after the date',
    about: {
      zh: '险种业务部门的协商意见在30日期限之后出具；按部门统计',
      en: 'A department’s opinion given after its 30 days; counted for the department',
    },
    counted: 'due',
  },
  amount_raised: {
    item: 3,
    of: 'alert',
    zh: '确认金额高于首次答复',
    en: 'More confirmed than first answered',
    about: {
      zh: '以后的答复或追回台账确认的金额，高于首次答复确认的金额',
      en: 'A later answer, or the recovery ledger, confirms more than the first answer did',
    },
    counted: 'happened',
  },
} as const satisfies Record<string, FactKindRow>;

export type FactKind = keyof typeof factKinds;
export const factKindNames = Object.keys(factKinds) as [FactKind, ...FactKind[]];
/** Read from the list of expected submissions and the due days; the others from stored records. */
export const arrivalFactKinds = ['submission_missing', 'submission_late'] as const satisfies readonly FactKind[];
export type ArrivalFactKind = (typeof arrivalFactKinds)[number];
export type RecordFactKind = Exclude<FactKind, ArrivalFactKind>;
export const isArrivalFact = (kind: FactKind): kind is ArrivalFactKind =>
  (arrivalFactKinds as readonly FactKind[]).includes(kind);
/** Alerts of these indicators are counted as facts about data that changed. */
export const changeIndicators = ['DQ03', 'DQ04'] as const;
