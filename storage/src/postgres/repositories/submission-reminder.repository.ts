import type { SubmissionNoticeKind } from '@fundwatch/domain/collect';
import type { EntityManager } from 'typeorm';

/** A notice about one expected submission. */
export interface SubmissionReminder {
  agency: string;
  line: string;
  dataset: string;
  period: string;
  kind: SubmissionNoticeKind;
  dueOn: string;
  writtenAt: string;
}

export class SubmissionReminderRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Writes those that nobody has written yet and returns them; two workers never write the same one. */
  async write(reminders: readonly SubmissionReminder[]): Promise<SubmissionReminder[]> {
    return this.manager.query(
      `insert into submission_reminder (agency, line, dataset, period, kind, due_on, written_at)
       select r.agency, r.line, r.dataset, r.period, r.kind, r."dueOn", r."writtenAt"
       from jsonb_to_recordset($1::jsonb) as r(agency text, line text, dataset text, period text, kind text, "dueOn" date, "writtenAt" timestamptz)
       order by 1, 2, 3 on conflict do nothing
       returning agency, line, dataset, period, kind, due_on as "dueOn", written_at as "writtenAt"`,
      [JSON.stringify(reminders)],
    );
  }

  /** The notices of a period as far as this context may see them, latest first. */
  async ofPeriod(period: string): Promise<SubmissionReminder[]> {
    return this.manager.query(
      `select agency, line, dataset, period, kind, due_on as "dueOn", written_at as "writtenAt"
       from submission_reminder where period = $1 order by written_at desc, agency, line, dataset`,
      [period],
    );
  }
}
