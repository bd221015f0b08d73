import { DomainError } from '@fundwatch/domain';
import type { SubjectKind } from '@fundwatch/domain/collect';
import type { IndicatorSubject } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { SubjectKey } from '@fundwatch/storage';
import type { Application } from '../application.js';

export interface SubjectInput {
  kind: SubjectKind;
  agency: string;
  line: string;
  subject: string;
}

const subjectOf: Record<SubjectKind, IndicatorSubject> = {
  person: 'person_no',
  employer: 'employer_no',
  staff: 'staff_no',
  account: 'account_hash',
};

/** The subject as alerts and hits know it. @throws DomainError NOT_FOUND of another agency than one's own */
export function subjectKey(app: Application, context: RequestContext, input: SubjectInput): SubjectKey {
  const { kind, agency, line, subject } = input;
  if (context.scope !== 'all' && context.scope !== `agency:${agency}`) throw new DomainError('NOT_FOUND', { agency });
  const ofKind = subjectOf[kind];
  const indicators = [...app.catalogue.values()].filter((one) => one.subject === ofKind).map(({ code }) => code);
  return { kind: ofKind, agency, line, subject, indicators };
}
