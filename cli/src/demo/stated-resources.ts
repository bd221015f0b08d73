import type { GeneratedSubmission } from './generate-region.js';

interface StatedResource {
  name: string;
  controlTotals: Record<string, string>;
}

/** What the sender states of the tables: right, but for a planted control total. Made for the writer of the exchange database. */
export function statedResources<T extends StatedResource>(submission: GeneratedSubmission, resources: T[]): T[] {
  const wrong = submission.controlTotalOverride;
  if (!wrong) return resources;
  return resources.map((resource) =>
    resource.name === wrong.table
      ? { ...resource, controlTotals: { ...resource.controlTotals, [wrong.column]: wrong.value } }
      : resource,
  );
}
