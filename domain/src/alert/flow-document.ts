import { defaultAlertSettings } from './alert.js';
import { reminderKinds, reminderRules } from './reminders.js';
import {
  alertTransitions,
  branchTransitions,
  caseTransitions,
  inspectionTransitions,
  legalBases,
  majorMatterTransitions,
  transitions,
  type LegalBasisId,
  type MatterTransition,
} from './transitions.js';
import {
  alertStates,
  branchKinds,
  branchStates,
  endedStates,
  matterKinds,
  type AlertState,
  type BranchKind,
  type BranchState,
  type CaseState,
  type InspectionState,
  type MajorMatterState,
  type MatterKind,
} from './types.js';

const stateNames: Record<AlertState, string> = {
  raised: '待筛查',
  screened: '已筛查',
  dispatched: '已下发',
  received: '已签收',
  answered: '已反馈',
  returned: '已退回',
  rectifying: '整改中',
  rectified: '整改待验收',
  in_second_review: '抽查复核中',
  closed: '已销号',
  dismissed: '已排除',
  withdrawn: '已撤回',
};

const branchNames: Record<BranchKind, string> = {
  consultation: '协商研究',
  extension: '延期',
  field_check: '实地核查',
  supervise_order: '督办',
  recovery_plan: '追回计划',
};
const branchStateNames: Record<BranchState, string> = {
  proposed: '待批',
  sent: '已发出',
  received: '已签收',
  approved: '已批准',
  issued: '已发文',
  concluded: '已有结果',
  refused: '未批准',
  cancelled: '已取消',
};

const matterNames: Record<MatterKind, string> = {
  case: '案件',
  inspection: '现场监督、专项检查',
  major_matter: '要情',
};
const matters: Record<MatterKind, readonly MatterTransition[]> = {
  case: caseTransitions,
  inspection: inspectionTransitions,
  major_matter: majorMatterTransitions,
};
const caseStateNames: Record<CaseState, string> = { open: '办理中', closed: '已结案' };
const inspectionStateNames: Record<InspectionState, string> = {
  planned: '待批准',
  approved: '已批准',
  notified: '已通知',
  under_way: '检查中',
  ended: '检查结束',
  drafted: '征求意见',
  objected: '有异议',
  confirmed: '无异议',
  rectifying: '整改中',
  finished: '已完成',
  cancelled: '已取消',
};
const majorMatterStateNames: Record<MajorMatterState, string> = {
  proposed: '待签发',
  signed: '已签发',
  refused: '未签发',
  reported: '已报出',
  cancelled: '已撤销',
};
const matterStateNames: Record<MatterKind, Record<string, string>> = {
  case: caseStateNames,
  inspection: inspectionStateNames,
  major_matter: majorMatterStateNames,
};

/** A record that stands beside several alerts as a Mermaid state diagram. */
export function matterDiagram(kind: MatterKind): string {
  const rows = matters[kind];
  const left = new Set<string>(rows.flatMap(({ from, to }) => (to === null ? [] : [...from])));
  return [
    'stateDiagram-v2',
    ...Object.entries(matterStateNames[kind]).map(([state, name]) => `  ${state}: ${name} ${state}`),
    ...rows.flatMap(({ from, to, command }) =>
      (from.length ? from : ['[*]']).map((state) => `  ${state} --> ${to ?? state}: ${command}`),
    ),
    ...Object.keys(matterStateNames[kind])
      .filter((state) => !left.has(state))
      .map((state) => `  ${state} --> [*]`),
  ].join('\n');
}

/** One branch as a Mermaid state diagram. */
export function branchDiagram(kind: BranchKind): string {
  const rows = branchTransitions.filter((one) => one.of === kind);
  const used = branchStates.filter((state) => rows.some(({ from, to }) => to === state || from.includes(state)));
  const left = new Set(rows.flatMap(({ from }) => from));
  return [
    'stateDiagram-v2',
    ...used.map((state) => `  ${state}: ${branchStateNames[state]} ${state}`),
    ...rows.flatMap(({ from, to, command }) =>
      (from.length ? from : ['[*]']).map((state) => `  ${state} --> ${to}: ${command}`),
    ),
    ...used.filter((state) => !left.has(state)).map((state) => `  ${state} --> [*]`),
  ].join('\n');
}

/** The main line as a Mermaid state diagram. */
export function flowDiagram(): string {
  const arrows = alertTransitions.flatMap((one) =>
    one.from.map((from) => `  ${from} --> ${one.to ?? from}: ${one.command}`),
  );
  return [
    'stateDiagram-v2',
    ...alertStates.map((state) => `  ${state}: ${stateNames[state]} ${state}`),
    '  [*] --> raised: raise',
    ...arrows,
    ...endedStates.map((state) => `  ${state} --> [*]`),
  ].join('\n');
}

/** The table behind it, a row a command and its states. */
export function flowTable(): string {
  return table(
    ['of', 'from', 'command', 'to', 'who', 'reason', 'clock starts', 'clocks stop', 'document', 'basis', 'setting'],
    transitions.map((one) => [
      one.of,
      one.from.join(', ') || '(opens)',
      one.command,
      one.to ?? '(stays)',
      `${whoOf(one)}${one.of !== 'alert' && one.byAnother ? ', another than who opened it' : ''}`,
      one.reasonRequired ? 'required' : '',
      one.starts ?? '',
      one.stops.join(', '),
      one.document ?? '',
      cite(one.basis),
      one.setting ?? '',
    ]),
  );
}

/** The text of docs/flow.md. */
export function flowDocument(): string {
  return [
    '# The life of an alert',
    'Generated from `domain/src/alert/transitions.ts`; change the table there, then write this page with `node cli/dist/generate/flow.js`. What a run of an indicator does to alerts is `domain/src/alert/reconcile.ts`.',
    '## The main line',
    '```mermaid\n' + flowDiagram() + '\n```',
    '## Beside it',
    'A branch runs beside the main line and stops none of its clocks; one of a kind is open at a time, and an alert is closed only when none is.',
    ...branchKinds.flatMap((kind) => [
      `### ${branchNames[kind]} \`${kind}\``,
      '```mermaid\n' + branchDiagram(kind) + '\n```',
    ]),
    '## Beside several alerts',
    'A case joins alerts on one subject or matter; an inspection and a major matter are records of their own that alerts are linked to. None stops a clock of an alert.',
    ...matterKinds.flatMap((kind) => [
      `### ${matterNames[kind]} \`${kind}\``,
      '```mermaid\n' + matterDiagram(kind) + '\n```',
    ]),
    '## The table',
    flowTable(),
    '`auto_receipt`: the second working day after dispatch, on which an unsigned alert counts as received. `answer`: one calendar month from the receipt, clamped to the month’s end, then rolled to a working day. `return`: ten working days from the return; the answer’s own deadline stays and decides, by the first answer, whether the agency was on time. `rectification`: one calendar month from the order; ten working days from the return of a report. `consultation_receipt`: as `auto_receipt`, for the department that is asked. `opinion`: thirty calendar days from its receipt, rolled to a working day. `order`: the date that the supervise order sets. An extension moves `answer` or `return` once, to a day that another person grants. `notice`: the last day for the notice of an inspection, seven working days counted back from its first day, which is not counted. `draft`: ten working days from its end, thirty in special cases. `objection`: seven working days from the receipt of the draft. `inspection_rectification`: one calendar month from the written statement that nothing is objected, or else from the last day for objecting (our reading; the article does not say). The numbers of days are settings. A date whose year has no calendar stays empty (`waitingForCalendar`) and blocks nothing.',
    '## Notices about a date',
    'Each is written once a date, by a sweep, to whom `domain/src/notify/notices.ts` names. The distances are settings, in working days; no article gives one.',
    table(
      ['notice', 'side of the last day', 'distance', 'by default', 'basis'],
      reminderKinds.map((kind) => {
        const { on, distance, basis } = reminderRules[kind];
        const days = distance === null ? 'the next day' : String(defaultAlertSettings[distance]);
        return [kind, on, distance ?? '', days, cite(basis)];
      }),
    ),
    '## Basis',
    '† Lapsed local basis: the article is cited for where the step comes from; what holds today is the office’s own setting. The Civil Code’s way of counting is ours by choice; it governs no internal duty directly.',
    table(
      ['article', 'in short', 'in force'],
      (Object.keys(legalBases) as LegalBasisId[]).map((id) => {
        const { article, gist, from, to } = legalBases[id];
        return [article, gist, `${from ?? ''} – ${to ?? ''}`];
      }),
    ),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function cite(basis: readonly LegalBasisId[]): string {
  return basis.map((id) => `${legalBases[id].article}${legalBases[id].to ? '†' : ''}`).join(', ');
}

function whoOf({ by }: (typeof transitions)[number]): string {
  return by === 'system' ? 'system' : by.join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
