import type { Alert } from '@fundwatch/domain/alert';
import type { Indicator } from '@fundwatch/indicators';
import type { Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';

/** A hash stands for one definition for ever, so what was read once need not be read again. */
const known = new Map<string, Indicator>();
const MOST_KNOWN = 1000;

/**
 * The definition that raised an alert, also after the indicator changed or was retired; of an alert from before definitions
 * were kept the delivered one. Undefined where nothing is known of it any more. Who has read the alert's `hash` gives it.
 */
export async function definitionOfAlert(
  app: Pick<Application, 'catalogue'>,
  { indicatorDefinitions }: Pick<Repositories, 'indicatorDefinitions'>,
  alert: Pick<Alert, 'id' | 'indicator'>,
  hash?: string | null,
): Promise<Indicator | undefined> {
  const by = hash === undefined ? await indicatorDefinitions.hashOfAlert(alert.id) : hash;
  if (by === null) return app.catalogue.get(alert.indicator);
  const kept = known.get(by) ?? ((await indicatorDefinitions.get(by)) as Indicator | null);
  if (!kept) return app.catalogue.get(alert.indicator);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(by, kept);
  return kept;
}
