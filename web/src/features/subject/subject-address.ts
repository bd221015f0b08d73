import type { SubjectKind } from '@fundwatch/domain/collect';

const kinds: Readonly<Record<string, SubjectKind>> = {
  person_no: 'person',
  employer_no: 'employer',
  staff_no: 'staff',
  account_hash: 'account',
};

/** Where everything about a subject stands; null of an agency itself, which has no such page. */
export function subjectAddress(of: {
  subjectKind: string;
  agency: string;
  line: string;
  subject: string;
}): string | null {
  const kind = kinds[of.subjectKind];
  return kind ? `/subjects/${kind}/${of.agency}/${of.line}/${encodeURIComponent(of.subject)}` : null;
}
