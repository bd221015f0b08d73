import type { BodyOf, ReplyOf, routes } from '@fundwatch/domain/api';

export type InspectionDetail = ReplyOf<typeof routes.getInspection>;
export type InspectionAct = BodyOf<typeof routes.stepInspection>['command'];

/** Fields that a step asks for; `reason` is the draft, the objection or the result that came back, or why. */
export const inspectionActFields: Record<
  InspectionAct,
  readonly ('on' | 'reason' | 'specialReason' | 'confirmedBy')[]
> = {
  approve: [],
  refuse: ['reason'],
  notify: ['on'],
  begin: ['on'],
  end: ['on', 'specialReason'],
  draft: ['on', 'reason'],
  receive: ['on'],
  object: ['on', 'reason'],
  amend: ['reason'],
  confirm: ['confirmedBy', 'on'],
  require_rectification: [],
  finish: ['on', 'reason'],
  cancel: ['reason'],
};

/** Whether the time for objecting has passed: only then silence counts (豫49(三)). */
export function maySayNothing({ clocks }: Pick<InspectionDetail, 'clocks'>, today: string | null): boolean {
  const dueOn = clocks.find(({ clock }) => clock === 'objection')?.dueOn ?? null;
  return dueOn !== null && today !== null && today > dueOn;
}
