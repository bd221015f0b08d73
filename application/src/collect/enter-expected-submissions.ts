import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { checkExpectedList } from './check-expected-list.js';

/**
 * Replaces the list of expected submissions (decisions 14), whole or not at all. Returns how many lines it has.
 * @throws DomainError EXPECTED_LIST_INVALID with every problem and its place
 */
export async function enterExpectedSubmissions(
  app: Application,
  context: RequestContext,
  list: unknown,
): Promise<number> {
  const rows = checkExpectedList(list);
  const now = await app.clock.now();
  await app.database.withContext(context, async ({ expectedSubmissions, audit }) => {
    await expectedSubmissions.lock();
    await expectedSubmissions.replaceAll(rows);
    await audit.append({
      action: 'expected_submission.replace',
      target: { kind: 'expected_submission', id: 'list' },
      businessAt: now,
      details: { lines: rows.length },
    });
  });
  return rows.length;
}
