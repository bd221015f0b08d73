import { DomainError } from '@fundwatch/domain';
import { officeStatutoryTables } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import { parseStatutoryTable } from '@fundwatch/indicators';
import type { Application } from '../application.js';

/** What was entered. */
export interface EnteredTable {
  table: string;
  rows: number;
}

/**
 * Enters figures that the office's own region sets, from a file like those of `indicators/statutory`; they replace what was
 * entered of the table before and stand beside the delivered rows. The next runs read them.
 * @throws DomainError STATUTORY_TABLE_INVALID (with `problems`: row, column, value), STATUTORY_TABLE_FIXED
 */
export async function enterStatutoryTable(
  app: Application,
  context: RequestContext,
  file: string,
): Promise<EnteredTable> {
  const { table, source, rows } = parse(file);
  if (!officeStatutoryTables.some((one) => one === table))
    throw new DomainError('STATUTORY_TABLE_FIXED', { table, tables: officeStatutoryTables });
  const now = await app.clock.now();
  const { actor } = context;
  await app.database.withContext(context, async ({ statutory, audit }) => {
    await statutory.enter({
      table,
      sourceTitle: source.title,
      sourceReference: source.reference,
      rows,
      enteredByName: actor.kind === 'user' ? actor.displayName : actor.name,
      enteredAt: now,
    });
    await audit.append({
      action: 'statutory_table.enter',
      target: { kind: 'statutory_table', id: table },
      businessAt: now,
      details: { rows: rows.length, source: source.title, reference: source.reference },
    });
  });
  return { table, rows: rows.length };
}

function parse(file: string): ReturnType<typeof parseStatutoryTable> {
  try {
    return parseStatutoryTable(file);
  } catch (error) {
    const problems = error instanceof DomainError ? error.details['problems'] : [(error as Error).message];
    throw new DomainError('STATUTORY_TABLE_INVALID', { problems }, { cause: error });
  }
}
