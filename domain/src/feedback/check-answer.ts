import { DomainError } from '../errors.js';
import { malformedInCorrection } from '../alert/correction.js';
import { problemTypes, type ProblemType } from '../alert/types.js';
import { isPlainDay } from '../calendar/index.js';
import { answerRequirements, type AnswerFieldKind } from './answer-requirements.js';

/** What an agency sends back. */
export interface Answer {
  problemType: ProblemType;
  explanation: string;
  fields: Readonly<Record<string, string>>;
  /** Yuan, decimal text. */
  confirmedAmount: string | null;
  recoveredAmount: string | null;
  /** Ids of the evidence. */
  attachments: readonly string[];
}

export interface MissingField {
  name: string;
  problem: 'missing' | 'malformed';
}

const wellFormed: Record<AnswerFieldKind, (value: string) => boolean> = {
  text: () => true,
  attachment: () => true,
  // Judged together, by the exchange standard.
  table: () => true,
  record: () => true,
  field: () => true,
  value: () => true,
  day: isPlainDay,
  amount: (value) => /^\d{1,16}(\.\d{1,2})?$/.test(value),
};

/** What is still missing, field by field, in the order of the form; empty when the answer is complete. */
export function checkAnswer(answer: Answer): MissingField[] {
  const asked = [
    { name: 'explanation', kind: 'text' as const },
    ...answerRequirements[answer.problemType].fields,
    ...(['confirmedAmount', 'recoveredAmount'] as const)
      .filter((name) => answer[name] !== null)
      .map((name) => ({ name, kind: 'amount' as const })),
  ];
  const problems = new Map<string, MissingField>();
  for (const { name, kind } of asked) {
    const value = valueOf(answer, name).trim();
    if (value === '') problems.set(name, { name, problem: 'missing' });
    else if (!wellFormed[kind](value)) problems.set(name, { name, problem: 'malformed' });
  }
  if (answer.problemType === 'P1')
    for (const name of malformedInCorrection(answer.fields))
      problems.set(name, problems.get(name) ?? { name, problem: 'malformed' });
  const { confirmedAmount: owed, recoveredAmount: back } = answer;
  if (owed !== null && back !== null && problems.size === 0 && isLess(owed, back))
    problems.set('recoveredAmount', { name: 'recoveredAmount', problem: 'malformed' });
  return [...problems.values()];
}

/** Of two well-formed amounts. */
function isLess(one: string, other: string): boolean {
  const cents = (yuan: string) => {
    const [whole, fraction = ''] = yuan.split('.');
    return BigInt(whole! + fraction.padEnd(2, '0'));
  };
  return cents(one.trim()) < cents(other.trim());
}

function valueOf(answer: Answer, name: string): string {
  switch (name) {
    case 'explanation':
      return answer.explanation;
    case 'confirmedAmount':
      return answer.confirmedAmount ?? '';
    case 'recoveredAmount':
      return answer.recoveredAmount ?? '';
    case 'attachments':
      return answer.attachments.join(' ');
    default:
      return answer.fields[name] ?? '';
  }
}

/** The problem types that the form offers: P11 asks for more time, so only where extensions exist. */
export function problemTypesOffered(extensionsExist: boolean): ProblemType[] {
  return problemTypes.filter((type) => type !== 'P11' || extensionsExist);
}

/** @throws DomainError PROBLEM_TYPE_NOT_OFFERED · ANSWER_INCOMPLETE with `missing` */
export function requireCompleteAnswer(answer: Answer, extensionsExist: boolean): void {
  if (!problemTypesOffered(extensionsExist).includes(answer.problemType))
    throw new DomainError('PROBLEM_TYPE_NOT_OFFERED', { problemType: answer.problemType });
  const missing = checkAnswer(answer);
  if (missing.length > 0) throw new DomainError('ANSWER_INCOMPLETE', { missing });
}
