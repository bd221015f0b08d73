import { agencyRoles, supervisionRoles, type Role } from '../identity/index.js';
import type { AlertCommand, AlertState } from './types.js';

/** The clocks of an alert. They name the date that a person or the sweep must keep. */
export type Clock = 'auto_receipt' | 'answer' | 'return';

/** An article, with the time for which it was in force; `to` null while it is. */
export interface LegalBasis {
  article: string;
  /** In short; the wording is in the article. */
  gist: string;
  from: string | null;
  to: string | null;
}

export const legalBases = {
  tianjin6: tianjin('津6(三)', '识别、分类、审核、查处疑点问题'),
  tianjin8: tianjin('津8(二)', '接收并核查预警信息及疑点问题，处置预警信息，按时反馈核查情况'),
  tianjin9: tianjin('津9(三)', '分析数据信息，依据事实和证据形成监督结论和建议'),
  tianjin11: tianjin('津11', '定期将预警信息经安全的数据传输渠道发送至社保经办机构'),
  tianjin12: tianjin('津12', '核查并确定预警信息问题类型，将核查结果于接收预警信息一月内反馈'),
  civil202: {
    article: '民法典202',
    gist: '按月计算期间的，到期月的对应日为最后一日；没有对应日的，月末日为最后一日',
    from: '2021-01-01',
    to: null,
  },
  civil203: {
    article: '民法典203',
    gist: '最后一日是法定休假日的，以休假日结束的次日为最后一日；截止时间为二十四时',
    from: '2021-01-01',
    to: null,
  },
} as const satisfies Record<string, LegalBasis>;
export type LegalBasisId = keyof typeof legalBases;

/** 天津市社会保险基金网络监督实施办法, art. 23: from 2015-08-01, repealed 2020-07-31. Cited as lapsed local basis. */
function tianjin(article: string, gist: string): LegalBasis {
  return { article, gist, from: '2015-08-01', to: '2020-07-31' };
}

export interface Transition {
  from: readonly AlertState[];
  command: AlertCommand;
  /** Null: the state stays. */
  to: AlertState | null;
  /** Roles of which one is needed, or the product itself. */
  by: readonly Role[] | 'system';
  reasonRequired: boolean;
  starts: Clock | null;
  stops: readonly Clock[];
  /** The paper that the step leaves, in the field's own word. */
  document: string | null;
  basis: readonly LegalBasisId[];
  /** Where the date comes from that no article in force gives. */
  setting: string | null;
}

const row = (
  command: AlertCommand,
  from: readonly AlertState[],
  to: AlertState | null,
  by: Transition['by'],
  more: Partial<Transition> = {},
): Transition => ({
  command,
  from,
  to,
  by,
  reasonRequired: false,
  starts: null,
  stops: [],
  document: null,
  basis: [],
  setting: null,
  ...more,
});

const openStates = ['raised', 'screened', 'dispatched', 'received', 'answered', 'returned'] as const;

/** The lifecycle, once: decide, the web's buttons and docs/flow.md all read this table. */
export const transitions: readonly Transition[] = [
  row('screen', ['raised'], 'screened', supervisionRoles, { document: '预警清单', basis: ['tianjin6', 'tianjin9'] }),
  row('dismiss', ['raised', 'screened'], 'dismissed', supervisionRoles, { reasonRequired: true, basis: ['tianjin6'] }),
  row('dispatch', ['screened'], 'dispatched', supervisionRoles, {
    starts: 'auto_receipt',
    document: '预警信息',
    basis: ['tianjin11'],
    setting: 'autoReceiptWorkingDays',
  }),
  row('receive', ['dispatched'], 'received', agencyRoles, {
    starts: 'answer',
    stops: ['auto_receipt'],
    document: '签收回执',
    basis: ['tianjin8', 'tianjin12', 'civil202', 'civil203'],
  }),
  row('auto_receive', ['dispatched'], 'received', 'system', {
    starts: 'answer',
    stops: ['auto_receipt'],
    document: '签收回执(自动)',
    basis: ['tianjin12', 'civil202', 'civil203'],
    setting: 'autoReceiptWorkingDays',
  }),
  row('answer', ['received', 'returned'], 'answered', agencyRoles, {
    stops: ['answer', 'return'],
    document: '核查反馈单',
    basis: ['tianjin12'],
  }),
  row('return', ['answered'], 'returned', supervisionRoles, {
    reasonRequired: true,
    starts: 'return',
    document: '审核意见',
    basis: ['tianjin6'],
    setting: 'returnWorkingDays',
  }),
  row('cover_new_hits', ['answered'], null, supervisionRoles, {
    reasonRequired: true,
    document: '审核意见',
    basis: ['tianjin6'],
  }),
  row('close', ['answered'], 'closed', supervisionRoles, { document: '销号单', basis: ['tianjin6'] }),
  row('withdraw', openStates, 'withdrawn', 'system', { stops: ['auto_receipt', 'answer', 'return'] }),
  row('reopen', ['closed', 'dismissed', 'withdrawn'], 'raised', 'system', {}),
];

/** The row of the table, or null where the command is not possible in this state. */
export function transitionFor(state: AlertState, command: AlertCommand): Transition | null {
  return transitions.find((one) => one.command === command && one.from.includes(state)) ?? null;
}

/**
 * Whether these roles may do it. Who answers does not review: an account with a role on one side may do nothing on the
 * other, even if it was given both.
 */
export function mayDo(transition: Transition, roles: readonly Role[]): boolean {
  if (transition.by === 'system') return false;
  const otherSide: readonly Role[] = transition.by === supervisionRoles ? agencyRoles : supervisionRoles;
  const { by } = transition;
  return roles.some((role) => by.includes(role)) && !roles.some((role) => otherSide.includes(role));
}
