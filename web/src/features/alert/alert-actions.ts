import type { AlertCommand, BranchCommand, BranchKind } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';

type Alert = ReplyOf<typeof routes.getAlert>;
type Beside = ReplyOf<typeof routes.listBranches>;
export type Branch = Beside['branches'][number];
export type Step = Beside['steps'][number];

/** What a person does on the alert's page, by the name of its texts. What the product does itself is not among them. */
export type ActionName =
  | Exclude<AlertCommand, 'auto_receive' | 'withdraw' | 'reopen'>
  | `consultation.${'open' | 'receive' | 'conclude' | 'cancel'}`
  | `extension.${'open' | 'approve' | 'refuse' | 'cancel'}`
  | `field_check.${'open' | 'approve' | 'refuse' | 'conclude' | 'cancel'}`
  | `supervise_order.${'open' | 'approve' | 'refuse' | 'issue' | 'conclude' | 'cancel'}`
  | `recovery_plan.${'open' | 'approve' | 'refuse' | 'cancel'}`;

/** Something that this person may do now. */
export interface Action {
  /** Unique on the page, also among drafts. */
  id: string;
  name: ActionName;
  /** The date that it would set. */
  day: string | null;
  /** Of a step: the kind of its branch, the command, and the branch where it is open already. */
  step: { kind: BranchKind; command: BranchCommand; branch: Branch | null } | null;
}

/** The first is the page's main action; what somebody waits for comes before what only this person wants. */
const ordered: readonly ActionName[] = [
  'extension.approve',
  'extension.refuse',
  'field_check.approve',
  'field_check.refuse',
  'supervise_order.approve',
  'supervise_order.refuse',
  'recovery_plan.approve',
  'recovery_plan.refuse',
  'consultation.receive',
  'consultation.conclude',
  'supervise_order.issue',
  'field_check.conclude',
  'supervise_order.conclude',
  'screen',
  'dispatch',
  'receive',
  'answer',
  'report_rectification',
  'cover_new_hits',
  'close',
  'submit_for_second_review',
  'order_rectification',
  'return',
  'return_rectification',
  'object_to_closing',
  'reopen_by_hand',
  'dismiss',
  'extension.open',
  'recovery_plan.open',
  'consultation.open',
  'field_check.open',
  'supervise_order.open',
  'extension.cancel',
  'recovery_plan.cancel',
  'consultation.cancel',
  'field_check.cancel',
  'supervise_order.cancel',
];
/** They send back or end; the main action is never one of them. */
const backward = new Set<ActionName>([
  'return',
  'return_rectification',
  'object_to_closing',
  'dismiss',
  'reopen_by_hand',
  'cover_new_hits',
]);

/** Everything that this person may do to the alert and to what runs beside it, by the replies of the API only. */
export function actionsOf(
  alert: Pick<Alert, 'commands'>,
  { branches, steps }: { branches: readonly Branch[]; steps: readonly Step[] },
): Action[] {
  const onMainLine = alert.commands.map(({ command, wouldBeDueOn }) => ({
    id: command as string,
    name: command as ActionName,
    day: wouldBeDueOn,
    step: null,
  }));
  const onBranches = steps.map(({ kind, command, branchId, wouldBeDueOn }) => ({
    id: branchId ? `${kind}.${command} ${branchId}` : `${kind}.${command}`,
    name: `${kind}.${command}` as ActionName,
    day: wouldBeDueOn,
    step: { kind, command, branch: branches.find((one) => one.id === branchId) ?? null },
  }));
  return [...onMainLine, ...onBranches]
    .filter(({ name }) => ordered.includes(name))
    .sort((a, b) => ordered.indexOf(a.name) - ordered.indexOf(b.name));
}

/** The three groups of the page: the next steps, what can run beside them, and taking back. */
export function groupActions(actions: readonly Action[]): { next: Action[]; beside: Action[]; takeBack: Action[] } {
  const isOpening = ({ step }: Action) => step?.command === 'open';
  const isCancelling = ({ step }: Action) => step?.command === 'cancel';
  return {
    next: actions.filter((one) => !isOpening(one) && !isCancelling(one)),
    beside: actions.filter(isOpening),
    takeBack: actions.filter(isCancelling),
  };
}

/** Whether it may be the page's main action. */
export function leadsOn({ name, step }: Action): boolean {
  return !backward.has(name) && step?.command !== 'refuse';
}
