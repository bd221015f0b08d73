import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import { loadCases } from '@fundwatch/indicators';
import type { Application } from '../application.js';
import { readStanding } from './read-in-force.js';

type SourceCase = ReplyOf<typeof routes.getIndicatorSource>['cases'][number];

/**
 * The query of the version in force, and the cases that the delivered definition, or an own one, was tried with. The delivered
 * ones are read when asked for: no run needs them. @throws DomainError INDICATOR_UNKNOWN
 */
export async function getIndicatorSource(
  app: Application,
  context: RequestContext,
  { code }: { code: string },
): Promise<ReplyOf<typeof routes.getIndicatorSource>> {
  const standing = await app.database.withContext(context, (repositories) => readStanding(app, repositories, code));
  const indicator = standing?.indicator;
  const entry = indicator ?? app.unjudged.get(code);
  if (!entry) throw new DomainError('INDICATOR_UNKNOWN', { indicator: code });
  const delivered = app.catalogue.get(code);
  const cases = delivered ? await loadCases(delivered) : (indicator?.tried?.results ?? []);
  return {
    sql: indicator?.sql ?? null,
    version: entry.version,
    cases: cases.map(({ name, kind }) => ({ name, kind: kind as SourceCase['kind'] })),
  };
}
