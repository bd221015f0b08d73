import { DomainError } from '@fundwatch/domain';
import type { ArrivedSubmission, Repositories } from '@fundwatch/storage';

/** A submission that this person may see. @throws DomainError NOT_FOUND, also for one of another agency */
export async function requireSubmission({ submissionReading }: Repositories, id: string): Promise<ArrivedSubmission> {
  const submission = await submissionReading.get(id);
  if (!submission) throw new DomainError('NOT_FOUND', { submissionId: id });
  return submission;
}
