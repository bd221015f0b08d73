import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { CatalogueEntry } from '@fundwatch/indicators';

/** What a definition says to whoever works by it. */
export function viewDefinition(entry: CatalogueEntry): NonNullable<ReplyOf<typeof routes.getAlert>['explainedBy']> {
  const { finds, matters, verify, falseAlarms } = entry.guidance;
  return {
    guidance: { catches: finds, why: matters, verify, falseAlarms },
    parameters: entry.parameters.map(({ name, type, value, writtenFor, unit, meaning, source }) => ({
      name,
      type,
      value,
      writtenFor: writtenFor ?? null,
      unit,
      meaning,
      source,
    })),
    basis: entry.basis.map(({ id, title, level, place, note, validFrom, validTo }) => ({
      id,
      title,
      level,
      place: place ?? null,
      note: note ?? null,
      validFrom,
      validTo,
    })),
    answers: [...entry.answers],
  };
}
