import type { Alert } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { shanghaiDayOf } from '@fundwatch/domain/calendar';
import { exchangeTables } from '@fundwatch/domain/collect';
import type { IndicatorDefinition } from '@fundwatch/domain/evaluate';
import type { Repositories } from '@fundwatch/storage';

export type ExternalDataView = ReplyOf<typeof routes.getAlert>['externalData'];

/**
 * The external tables that an alert rests on, and the day on which each arrived; none for an indicator that reads no
 * external data. The run and the region's packages lie behind an agency's own rows, so the look is the product's: it needs the
 * scope of all.
 */
export async function findExternalData(
  { alertReading }: Pick<Repositories, 'alertReading'>,
  alert: Pick<Alert, 'id'>,
  definition: Pick<IndicatorDefinition, 'needs'> | undefined,
): Promise<ExternalDataView> {
  const tables = (definition?.needs ?? []).flatMap((need) =>
    'dataset' in need && need.dataset === 'external' ? need.tables : [],
  );
  if (!tables.length) return [];
  const found = await alertReading.externalTables(alert.id, tables);
  return found.map(({ table, period, arrivedAt }) => ({
    table,
    title: exchangeTables.find(({ name }) => name === table)?.title ?? table,
    period,
    arrivedOn: shanghaiDayOf(arrivedAt),
  }));
}
