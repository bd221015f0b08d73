import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import {
  checkSourceMapping as findProblems,
  mappableFields,
  mappingProblem,
  readReason,
  sourceMappingShape,
  standardMapping,
  type ResolvedTable,
  type SourceMapping,
} from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import {
  findSourceCodes,
  findWritePrivileges,
  resolveLiveSource,
  withExchangeClient,
  type SourceCodes,
} from '@fundwatch/storage/exchange';
import type { Application } from '../application.js';

const SHOWN_REVISIONS = 50;

/** How a source is read now, and was before. @throws DomainError EXCHANGE_SOURCE_UNKNOWN */
export async function getSourceMapping(
  app: Application,
  context: RequestContext,
  { name }: { name: string },
): Promise<ReplyOf<typeof routes.getSourceMapping>> {
  urlOf(app, name);
  const rows = await app.database.withContext(context, ({ sourceMappings }) =>
    sourceMappings.revisions(name, SHOWN_REVISIONS),
  );
  const revisions = rows.map((row) => ({ ...row, mapping: sourceMappingShape.parse(row.mapping) }));
  const [current] = revisions;
  return { name, revision: current?.revision ?? 0, mapping: current?.mapping ?? standardMapping, revisions };
}

/**
 * Holds a mapping against the live source: which column each field would be read from, what is missing, and which codes
 * would be refused. Saves nothing.
 * @throws DomainError EXCHANGE_SOURCE_UNKNOWN, EXCHANGE_SOURCE_UNREACHABLE, SOURCE_MAPPING_INVALID
 */
export async function checkSourceMapping(
  app: Application,
  _context: RequestContext,
  { name, mapping }: { name: string; mapping: SourceMapping },
): Promise<ReplyOf<typeof routes.checkSourceMapping>> {
  const url = urlOf(app, name);
  refuseProblems(mapping);
  return withExchangeClient(
    url,
    async (client) => {
      const source = await resolveLiveSource(client, mapping);
      const tables = [source.submission, ...source.tables];
      for (const table of tables) {
        if (table.problems.some(({ code }) => code === 'table_unreadable' || code === 'column_unreadable')) continue;
        table.problems.push(...unmappedCodes(table, await findSourceCodes(client, source.schema, table)));
      }
      return { ...source, writePrivileges: await findWritePrivileges(client, mapping.schema) };
    },
    { statementTimeoutMs: 20_000 },
  );
}

/**
 * Saves a mapping as the next revision; the next pull reads by it.
 * @throws DomainError EXCHANGE_SOURCE_UNKNOWN, SOURCE_MAPPING_INVALID, SOURCE_MAPPING_CHANGED, REASON_REQUIRED
 */
export async function saveSourceMapping(
  app: Application,
  context: RequestContext,
  input: { name: string; mapping: SourceMapping; revision: number; reason: string },
): Promise<{ revision: number }> {
  const { name, mapping } = input;
  urlOf(app, name);
  refuseProblems(mapping);
  const reason = readReason(input.reason);
  const { actor } = context;
  const madeBy = actor.kind === 'user' ? actor.displayName : actor.name;
  const madeAt = await app.clock.now();
  const revision = input.revision + 1;
  await app.database.withContext(context, async ({ sourceMappings, audit }) => {
    const before = (await sourceMappings.current(name))?.revision ?? 0;
    if (
      before !== input.revision ||
      !(await sourceMappings.append(name, { revision, mapping, reason, madeBy, madeAt }))
    )
      throw new DomainError('SOURCE_MAPPING_CHANGED', { name, revision: before });
    const target = { kind: 'exchange-source', id: name };
    await audit.append({ action: 'exchange-source.map', target, businessAt: madeAt, reason, details: { revision } });
  });
  return { revision };
}

function urlOf(app: Application, name: string): string {
  const source = app.settings.exchangeSources.find((one) => one.name === name);
  if (!source) throw new DomainError('EXCHANGE_SOURCE_UNKNOWN', { name });
  return source.url;
}

function refuseProblems(mapping: SourceMapping): void {
  const problems = findProblems(mapping);
  if (problems.length === 0) return;
  const shown = problems.map(({ table, column, value, reason }) => ({
    field: [table, column].filter(Boolean).join('.'),
    value,
    message: `${reason.zh} / ${reason.en}`,
  }));
  throw new DomainError('SOURCE_MAPPING_INVALID', { problems: shown.slice(0, 100) });
}

/** Values that would be refused: neither a code of the standard nor mapped to one. */
function unmappedCodes(table: ResolvedTable, found: readonly SourceCodes[]) {
  return found.flatMap(({ field, values }) => {
    const codes = table.columns.find((column) => column.field === field)?.codes ?? {};
    const standard = mappableFields(table.name)?.find(({ name }) => name === field)?.codes || [];
    const known = new Set([...Object.keys(codes), ...Object.values(codes), ...standard]);
    return values
      .filter((value) => !known.has(value))
      .map((value) => mappingProblem('code_unmapped', { table: table.name, column: field, value }));
  });
}
