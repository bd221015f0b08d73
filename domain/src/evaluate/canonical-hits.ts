/** A row that an indicator returned, as a run keeps it and a closed month freezes it. */
export interface KeptHit {
  indicator: string;
  agency: string;
  line: string;
  subject: string;
  hitKey: string;
  verdict: 'hit' | 'cannot_decide';
  relatedKey: string | null;
  firstPeriod: string | null;
  observed: string | null;
  threshold: string | null;
  amount: string | null;
  severity: string | null;
  missing: string | null;
  evidence: Readonly<Record<string, string | null>>;
}

const fields = [
  'agency',
  'amount',
  'evidence',
  'firstPeriod',
  'hitKey',
  'indicator',
  'line',
  'missing',
  'observed',
  'relatedKey',
  'severity',
  'subject',
  'threshold',
  'verdict',
] as const satisfies readonly (keyof KeptHit)[];

/**
 * Hits as canonical JSONL: one line a hit, names in order, lines sorted by code unit. Equal hits give equal bytes,
 * whatever order a store returns them in.
 */
export function canonicalHits(hits: readonly KeptHit[]): string {
  const lines = hits.map((hit) => {
    const inOrder = fields.map((name) => [name, name === 'evidence' ? sorted(hit.evidence) : hit[name]]);
    return `${JSON.stringify(Object.fromEntries(inOrder))}\n`;
  });
  return lines.sort().join('');
}

/** Reads what `canonicalHits` wrote. */
export function readCanonicalHits(text: string): KeptHit[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as KeptHit);
}

function sorted(evidence: KeptHit['evidence']): Record<string, string | null> {
  return Object.fromEntries(Object.entries(evidence).sort(([a], [b]) => (a < b ? -1 : 1)));
}
