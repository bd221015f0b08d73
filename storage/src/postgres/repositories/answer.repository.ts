import type { ProblemType } from '@fundwatch/domain/alert';
import { In, IsNull, type EntityManager } from 'typeorm';
import { AnswerDraftRow, AnswerRow, AttachmentRow } from '../entities/index.js';
import { prepared } from '../prepared.js';

export interface StoredAnswer {
  id: string;
  alertId: string;
  agency: string;
  round: number;
  problemType: ProblemType;
  explanation: string;
  fields: Record<string, string>;
  confirmedAmount: string | null;
  recoveredAmount: string | null;
  answeredBy: string;
  answeredByName: string;
  answeredAt: string;
  late: boolean;
}

export interface Attachment {
  id: string;
  alertId: string;
  agency: string;
  /** Null until an answer names it. */
  answerId: string | null;
  /** Null until a step of a branch names it. */
  branchId: string | null;
  /** Uploaded for a branch, not as evidence of an answer. */
  forBranch: boolean;
  /** sha256 of its content: the object. */
  object: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  uploadedBy: string;
  uploadedByName: string;
  uploadedAt: string;
  /** When a virus scanner found nothing in it; null: nobody looked. */
  scannedAt: string | null;
}

const answersOfAlert = prepared(
  `select id, alert_id as "alertId", agency, round, problem_type as "problemType", explanation, fields,
     confirmed_amount as "confirmedAmount", recovered_amount as "recoveredAmount", answered_by as "answeredBy",
     answered_by_name as "answeredByName", answered_at as "answeredAt",
     late or (round = 1 and exists (select from alert where alert.id = alert_id and answered_late)) as late
   from answer where alert_id = $1 order by round`,
);
const evidenceOfAlert = prepared(
  `select id, alert_id as "alertId", agency, answer_id as "answerId", branch_id as "branchId", for_branch as "forBranch", object,
     file_name as "fileName", media_type as "mediaType", bytes, uploaded_by as "uploadedBy", uploaded_by_name as "uploadedByName",
     uploaded_at as "uploadedAt", scanned_at as "scannedAt"
   from attachment where alert_id = $1 and not for_branch order by uploaded_at, id`,
);

/** Answers, their evidence, and what is typed so far. */
export class AnswerRepository {
  constructor(private readonly manager: EntityManager) {}

  async insert(answer: StoredAnswer): Promise<void> {
    await this.manager.insert(AnswerRow, { ...answer, fields: answer.fields as object });
  }

  /** Earliest first. */
  async list(alertId: string): Promise<StoredAnswer[]> {
    return this.manager.query(answersOfAlert, [alertId]);
  }

  async insertAttachment(attachment: Attachment): Promise<void> {
    await this.manager.insert(AttachmentRow, attachment);
  }

  /** The evidence of its answers, earliest first. */
  async attachments(alertId: string): Promise<Attachment[]> {
    return this.manager.query(evidenceOfAlert, [alertId]);
  }

  /** Those of the named files that are evidence of one of these alerts. */
  async attachmentsNamed(ids: readonly string[], alertIds: readonly string[]): Promise<Attachment[]> {
    if (ids.length === 0) return [];
    return this.manager.find(AttachmentRow, {
      where: { id: In([...ids]), alertId: In([...alertIds]), forBranch: false },
    });
  }

  async attachment(alertId: string, id: string): Promise<Attachment | null> {
    return this.manager.findOneBy(AttachmentRow, { alertId, id });
  }

  async countAttachments(alertId: string): Promise<number> {
    return this.manager.countBy(AttachmentRow, { alertId });
  }

  /** Gives evidence to the answer that names it; evidence of an earlier answer stays there. */
  async claimAttachments(alertId: string, answerId: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await this.manager.update(AttachmentRow, { alertId, id: In([...ids]), answerId: IsNull() }, { answerId });
  }

  async draft(alertId: string, account: string): Promise<{ body: Record<string, unknown>; savedAt: string } | null> {
    return this.manager.findOne(AnswerDraftRow, { where: { alertId, account }, select: { body: true, savedAt: true } });
  }

  async saveDraft(alertId: string, account: string, body: Record<string, unknown>, savedAt: string): Promise<void> {
    await this.manager.query(
      `insert into answer_draft (alert_id, account, body, saved_at) values ($1, $2, $3, $4)
       on conflict (alert_id, account) do update set body = excluded.body, saved_at = excluded.saved_at`,
      [alertId, account, JSON.stringify(body), savedAt],
    );
  }

  async removeDraft(alertId: string, account: string): Promise<void> {
    await this.manager.delete(AnswerDraftRow, { alertId, account });
  }
}
