import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { lines } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { CatalogueEntry } from '@fundwatch/indicators';
import type { Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { isTrialOnly, readStandings, type IndicatorStanding } from '../tuning/read-in-force.js';
import { viewDefinition } from './view-definition.js';

type IndicatorRow = ReplyOf<typeof routes.listIndicators>['indicators'][number];
type Standing = IndicatorRow['standing'];

/** The indicators in force, and those that wait for data; open alerts as far as this person may see them. */
export async function listIndicators(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listIndicators>> {
  const library = await readLibrary(app, context);
  return { indicators: library.entries.map((entry) => library.view(entry)) };
}

/** One indicator: guidance, parameters, bases with validity. @throws DomainError INDICATOR_UNKNOWN */
export async function getIndicator(
  app: Application,
  context: RequestContext,
  input: { code: string },
): Promise<ReplyOf<typeof routes.getIndicator>> {
  const library = await readLibrary(app, context);
  const entry = library.entries.find(({ code }) => code === input.code);
  if (!entry) throw new DomainError('INDICATOR_UNKNOWN', { indicator: input.code });
  return { ...library.view(entry), ...viewDefinition(entry) };
}

interface Library {
  entries: CatalogueEntry[];
  view: (entry: CatalogueEntry) => IndicatorRow;
}

function readLibrary(app: Application, context: RequestContext): Promise<Library> {
  return app.database.withContext(context, async (repositories) => {
    const standings = await readStandings(app, repositories);
    const open = await repositories.alertReading.countOpenByIndicator();
    const viewStanding = await standingViewer(repositories, context);
    const entries: CatalogueEntry[] = [
      ...[...standings.values()]
        // Of a trial only supervision learns.
        .filter((standing) => context.scope === 'all' || !isTrialOnly(standing))
        .map(({ indicator }) => indicator),
      ...app.unjudged.values(),
    ];
    return {
      entries: entries.sort((a, b) => (a.code < b.code ? -1 : 1)),
      view: (entry) => ({
        ...viewIndicator(entry, open.get(entry.code) ?? 0),
        standing: viewStanding(entry, standings.get(entry.code)),
      }),
    };
  });
}

/** Of what is proposed and on trial only supervision learns, and an agency of no other agency. */
async function standingViewer(
  { organisations, indicatorVersions }: Repositories,
  { scope }: RequestContext,
): Promise<(entry: CatalogueEntry, standing: IndicatorStanding | undefined) => Standing> {
  const names = new Map((await organisations.list()).map(({ code, name }) => [code, name]));
  const isSupervision = scope === 'all';
  const proposals = new Map((isSupervision ? await indicatorVersions.open() : []).map((one) => [one.code, one]));
  const trials = new Map((isSupervision ? await indicatorVersions.onTrial() : []).map((one) => [one.code, one]));
  const maySee = (agency: string) => !scope.startsWith('agency:') || scope === `agency:${agency}`;
  return (entry, standing) => {
    const proposal = proposals.get(entry.code);
    return {
      origin: standing?.version ? 'office' : 'catalogue',
      deliveredVersion: standing ? (standing.delivered?.version ?? null) : entry.version,
      deliveredChanged: standing?.deliveredChanged ?? false,
      coveredLines: linesOf(standing?.delivered ?? entry),
      agencies: entry.agencies?.filter(maySee).map((code) => ({ code, name: names.get(code) ?? code })) ?? null,
      trialVersion: trials.get(entry.code)?.version ?? null,
      proposal: proposal
        ? {
            id: proposal.id,
            version: proposal.version,
            proposedBy: proposal.proposedByName,
            proposedAt: proposal.proposedAt,
          }
        : null,
    };
  };
}

function viewIndicator(entry: CatalogueEntry, openAlerts: number): Omit<IndicatorRow, 'standing'> {
  const { code, title, group, severity, version, status, continues, waitsFor } = entry;
  return {
    code,
    title: { ...title },
    group,
    severity,
    version,
    status,
    lines: linesOf(entry),
    continues,
    openAlerts,
    catches: entry.guidance.finds,
    waitsFor: waitsFor.map((one) => ({ ...one })),
  };
}

function linesOf(entry: Pick<CatalogueEntry, 'lines'>): string[] {
  const enabled = lines.filter((line) => line.enabledByDefault && line.code !== '000').map((line) => line.code);
  return entry.lines === 'ALL' ? enabled : [...entry.lines];
}
