import { exchangeTables } from '@fundwatch/domain/collect';
import type { EvidenceColumn, IndicatorNeed } from '@fundwatch/domain/evaluate';

const tableByName = new Map(exchangeTables.map((table) => [table.name, table]));
const personalFields = new Set(
  exchangeTables.flatMap(({ fields }) => fields.filter(({ personal }) => personal).map(({ name }) => name)),
);

/** Needed tables that the exchange standard does not have, or not in that dataset. */
export function checkNeeds(needs: readonly IndicatorNeed[]): string[] {
  return needs.flatMap((need) => {
    if ('system' in need) return [];
    return need.tables.flatMap((name) => {
      const table = tableByName.get(name);
      if (!table) return [`table ${name} is not in the exchange standard`];
      return table.dataset === need.dataset ? [] : [`table ${name} belongs to ${table.dataset}, not ${need.dataset}`];
    });
  });
}

/** Evidence that the standard calls personal and the front matter does not. */
export function checkEvidence(evidence: readonly EvidenceColumn[]): string[] {
  return evidence
    .filter(({ name, personal }) => personalFields.has(name) && !personal)
    .map(({ name }) => `evidence ${name} is personal in the exchange standard`);
}

/** Names that stand more than once. */
export function repeated(what: string, names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))].map((name) => `${what} ${name} twice`);
}
