import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import { loadCases } from '@fundwatch/indicators';
import type { Application } from '../application.js';
import { definitionOf } from './read-in-force.js';

/**
 * The query of a version as it would run, and its cases: of an own indicator as each went before it was submitted, of the
 * catalogue's those that the delivered definition is tried with. @throws DomainError NOT_FOUND
 */
export async function getVersionSource(
  app: Application,
  context: RequestContext,
  { versionId }: { versionId: string },
): Promise<ReplyOf<typeof routes.getIndicatorVersionSource>> {
  const version = await app.database.withContext(context, ({ indicatorVersions }) => indicatorVersions.get(versionId));
  if (!version) throw new DomainError('NOT_FOUND', { indicatorVersion: versionId });
  const { sql, tried } = definitionOf(version);
  const delivered = app.catalogue.get(version.code);
  const listed = delivered ? await loadCases(delivered) : [];
  return {
    version: version.version,
    sql,
    cases: tried
      ? tried.results.map(({ name, kind, expected, found, ...how }) => ({
          name,
          kind,
          result: { name, kind, ...how, expected: [...expected], found: [...found] },
        }))
      : listed.map(({ name, kind }) => ({ name, kind, result: null })),
    tried: tried ? { version: tried.version, checkedAt: tried.checkedAt, text: tried.text } : null,
  };
}
