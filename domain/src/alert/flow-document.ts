import { legalBases, transitions, type LegalBasisId, type Transition } from './transitions.js';
import { alertStates, endedStates, type AlertState } from './types.js';

const stateNames: Record<AlertState, string> = {
  raised: '待筛查',
  screened: '已筛查',
  dispatched: '已下发',
  received: '已签收',
  answered: '已反馈',
  returned: '已退回',
  closed: '已销号',
  dismissed: '已排除',
  withdrawn: '已撤回',
};

/** The lifecycle as a Mermaid state diagram. */
export function flowDiagram(): string {
  const arrows = transitions.flatMap((one) =>
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
    ['from', 'command', 'to', 'who', 'reason', 'clock starts', 'clocks stop', 'document', 'basis', 'setting'],
    transitions.map((one) => [
      one.from.join(', '),
      one.command,
      one.to ?? '(stays)',
      whoOf(one),
      one.reasonRequired ? 'required' : '',
      one.starts ?? '',
      one.stops.join(', '),
      one.document ?? '',
      one.basis.map((id) => `${legalBases[id].article}${legalBases[id].to ? '†' : ''}`).join(', '),
      one.setting ?? '',
    ]),
  );
}

/** The text of docs/flow.md. */
export function flowDocument(): string {
  return [
    '# The life of an alert',
    'Generated from `domain/src/alert/transitions.ts`; change the table there, then write this page with `node cli/dist/generate/flow.js`. What a run of an indicator does to alerts is `domain/src/alert/reconcile.ts`.',
    '```mermaid\n' + flowDiagram() + '\n```',
    flowTable(),
    '`auto_receipt`: the second working day after dispatch, on which an unsigned alert counts as received. `answer`: one calendar month from the receipt, clamped to the month’s end, then rolled to a working day. `return`: ten working days from the return; the answer’s own deadline stays and decides, by the first answer, whether the agency was on time. The numbers of days are settings. A date whose year has no calendar stays empty (`waitingForCalendar`) and blocks nothing.',
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

function whoOf({ by }: Transition): string {
  return by === 'system' ? 'system' : by.join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
