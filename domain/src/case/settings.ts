import type { Decimal } from '../alert/index.js';

/** What an office may set about cases, inspections and major matters. */
export interface MatterSettings {
  casePrefix: string;
  inspectionPrefix: string;
  majorMatterPrefix: string;
  /** From which possible loss of a case on, yuan, it is an ordinary 要情; verified: 21号 art. 3, 1万元 ≤ amount < 50万元. */
  majorMatterFromYuan: Decimal;
  /** From which one on it is of the higher tier. Inferred from the upper end of the ordinary one; the text was not readable. */
  majorMatterHigherFromYuan: Decimal;
  /** Notice before the first day of an inspection, working days (豫49(一)). */
  noticeWorkingDays: number;
  /** The draft after its end, and where it is said to be special (豫49(三)). */
  draftWorkingDays: number;
  specialDraftWorkingDays: number;
  /** Objecting to the draft, from its receipt (豫49(三)). */
  objectionWorkingDays: number;
}

export const defaultMatterSettings: MatterSettings = {
  casePrefix: '津案',
  inspectionPrefix: '津检',
  majorMatterPrefix: '津要',
  majorMatterFromYuan: '10000',
  majorMatterHigherFromYuan: '500000',
  noticeWorkingDays: 7,
  draftWorkingDays: 10,
  specialDraftWorkingDays: 30,
  objectionWorkingDays: 7,
};
