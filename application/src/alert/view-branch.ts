import { isBranchOpen } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { orWaiting, workingDaysBetween } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Attachment, Repositories, StoredBranch } from '@fundwatch/storage';
import { viewAttachment } from '../feedback/view-attachment.js';
import type { BusinessDay } from './business-day.js';

export type BranchView = ReplyOf<typeof routes.openBranch>;

/** What the office wrote for itself before a field check, or an order, was made known. */
const officesOwn = ['openText', 'approveText', 'openAttachments', 'approveAttachments'];

const isInside = ({ scope }: RequestContext, { kind }: StoredBranch) =>
  scope !== 'all' && (kind === 'field_check' || kind === 'supervise_order');

/** The files of a branch that this person is not shown, nor given. */
export function withheldAttachments(context: RequestContext, branch: StoredBranch): readonly unknown[] {
  return isInside(context, branch)
    ? [branch.details['openAttachments'], branch.details['approveAttachments']].flat()
    : [];
}

/** A branch as the alert's page shows it. */
export function viewBranch(
  context: RequestContext,
  branch: StoredBranch,
  attachments: readonly Attachment[],
  { today, terms }: BusinessDay,
): BranchView {
  const { dueOn } = branch;
  const open = isBranchOpen(branch.kind, branch.state);
  const inside = isInside(context, branch);
  const hidden = withheldAttachments(context, branch);
  return {
    id: branch.id,
    kind: branch.kind,
    state: branch.state,
    openedBy: branch.openedByName,
    openedAt: branch.openedAt,
    department:
      branch.department === null ? null : { code: branch.department, name: branch.departmentName ?? branch.department },
    receivedOn: branch.receivedOn,
    dueOn,
    waitingForCalendar:
      open &&
      branch.kind === 'consultation' &&
      (branch.receivedOn === null ? branch.autoReceiptOn === null : dueOn === null),
    workingDaysLeft: open && dueOn !== null ? orWaiting(() => workingDaysBetween(terms.calendar, today, dueOn)) : null,
    endedAt: branch.endedAt,
    details: Object.fromEntries(
      Object.entries(branch.details).filter(([name]) => !inside || !officesOwn.includes(name)),
    ),
    attachments: attachments
      .filter(({ id, branchId }) => branchId === branch.id && !hidden.includes(id))
      .map(viewAttachment),
  };
}

/** The branch as it stands now, for the reply to whoever changed it. */
export async function readBranchView(
  { branches }: Repositories,
  context: RequestContext,
  alertId: string,
  id: string,
  day: BusinessDay,
): Promise<BranchView> {
  const branch = await branches.get(alertId, id);
  return viewBranch(context, branch!, await branches.attachmentsOf([id]), day);
}
