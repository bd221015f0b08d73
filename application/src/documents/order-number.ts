import { shanghaiDayOf, yearOf } from '@fundwatch/domain/calendar';
import { documentNumber } from '@fundwatch/domain/documents';
import type { Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';

/** The number of a supervise order, one for the order and its notice, whichever is first: 津社基督〔2026〕1号. */
export async function orderNumber(
  app: Pick<Application, 'settings'>,
  { branches, documents }: Pick<Repositories, 'branches' | 'documents'>,
  { alertId, branchId }: { alertId: string; branchId: string },
  now: string,
): Promise<string> {
  const key = `branch:${branchId}`;
  await documents.lock('supervise_order', key);
  const given = (await branches.get(alertId, branchId))?.details.number;
  if (typeof given === 'string') return given;
  const [made] = await documents.ofSubject('supervise_order', key);
  if (made) return made.number;
  const year = yearOf(shanghaiDayOf(now));
  return documentNumber(app.settings.documents.numberWords.supervise_order, year, await branches.nextOrder(year));
}
