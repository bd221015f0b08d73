import type { NoticeTarget } from '@fundwatch/domain/notify';

/** The page of what a notice is about, as the web has it. */
export function pageOfTarget({ kind, id }: { kind: NoticeTarget; id: string | null }): string {
  const pages: Record<NoticeTarget, string> = {
    alert: `/alerts/${id}`,
    inspection: `/inspections/${id}`,
    major_matter: `/major-matters/${id}`,
    submission: `/submissions/${id}`,
    approvals: '/approvals',
    duty: '/duty',
    outgoing: '/outgoing',
  };
  return pages[kind];
}
