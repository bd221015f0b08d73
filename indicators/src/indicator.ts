import type { IndicatorDefinition, TriedCases } from '@fundwatch/domain/evaluate';

/** The four headings of an `indicator.md`, in their order; the agency reads them on the alert. */
export const guidanceHeadings = [
  { key: 'finds', heading: '发现什么' },
  { key: 'matters', heading: '为什么是问题' },
  { key: 'verify', heading: '怎么核查' },
  { key: 'falseAlarms', heading: '已知误报' },
] as const;
export type Guidance = Record<(typeof guidanceHeadings)[number]['key'], string>;

/** An entry of the catalogue: what it says about itself, and its guidance. */
export interface CatalogueEntry extends IndicatorDefinition {
  /** Markdown under each heading. */
  guidance: Guidance;
  /** Its folder, relative to the catalogue: `dy/dy01-paid-after-death`. */
  folder: string;
}

/** An indicator that can be evaluated: an entry with its query. */
export interface Indicator extends CatalogueEntry {
  sql: string;
  /** sha256 of query and parameters, lower-case hex: what the lock file and an evaluation's inputs hold. */
  hash: string;
  /** The query asks which day it is evaluated on, so the same facts may answer differently on another day. */
  readsAsOf: boolean;
  /** Of an own indicator only: the cases that it was submitted with. */
  tried?: TriedCases | undefined;
}

/** Whether an entry can be evaluated; the others wait for data or are figures only. */
export function hasQuery(entry: CatalogueEntry): entry is Indicator {
  return 'sql' in entry;
}
