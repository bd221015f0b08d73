import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Indicator } from '@fundwatch/indicators';
import { lines } from '@fundwatch/domain/collect';
import type { Application } from '../application.js';

type IndicatorRow = ReplyOf<typeof routes.listIndicators>['indicators'][number];

/** The catalogue; open alerts as far as this person may see them. */
export async function listIndicators(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listIndicators>> {
  const open = await countOpen(app, context);
  return { indicators: [...app.catalogue.values()].map((indicator) => viewIndicator(indicator, open)) };
}

/** One indicator: guidance, parameters, bases with validity. @throws DomainError INDICATOR_UNKNOWN */
export async function getIndicator(
  app: Application,
  context: RequestContext,
  input: { code: string },
): Promise<ReplyOf<typeof routes.getIndicator>> {
  const indicator = app.catalogue.get(input.code);
  if (!indicator) throw new DomainError('INDICATOR_UNKNOWN', { indicator: input.code });
  const { finds, matters, verify, falseAlarms } = indicator.guidance;
  return {
    ...viewIndicator(indicator, await countOpen(app, context)),
    guidance: { catches: finds, why: matters, verify, falseAlarms },
    parameters: indicator.parameters.map(({ name, value, unit, meaning, source }) => ({
      name,
      value,
      unit,
      meaning,
      source,
    })),
    basis: indicator.basis.map(({ id, title, level, validFrom, validTo }) => ({
      id,
      title,
      level,
      validFrom,
      validTo,
    })),
    answers: [...indicator.answers],
  };
}

function countOpen(app: Application, context: RequestContext): Promise<Map<string, number>> {
  return app.database.withContext(context, ({ alertReading }) => alertReading.countOpenByIndicator());
}

function viewIndicator(indicator: Indicator, open: ReadonlyMap<string, number>): IndicatorRow {
  const { code, title, group, severity, version, status, continues } = indicator;
  const enabled = lines.filter((line) => line.enabledByDefault && line.code !== '000').map((line) => line.code);
  return {
    code,
    title: { ...title },
    group,
    severity,
    version,
    status,
    lines: indicator.lines === 'ALL' ? enabled : [...indicator.lines],
    continues,
    openAlerts: open.get(code) ?? 0,
  };
}
