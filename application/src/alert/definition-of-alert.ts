import type { Alert } from '@fundwatch/domain/alert';
import type { Indicator } from '@fundwatch/indicators';
import type { Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';

/**
 * The definition that raised an alert, also after the indicator changed or was retired; of an alert from before definitions
 * were kept the delivered one. Undefined where nothing is known of it any more.
 */
export async function definitionOfAlert(
  app: Pick<Application, 'catalogue'>,
  { indicatorDefinitions }: Pick<Repositories, 'indicatorDefinitions'>,
  alert: Pick<Alert, 'id' | 'indicator'>,
): Promise<Indicator | undefined> {
  const kept = (await indicatorDefinitions.ofAlert(alert.id)) as Indicator | null;
  return kept ?? app.catalogue.get(alert.indicator);
}
