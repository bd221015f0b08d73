import { hashDefinition, type Indicator } from '@fundwatch/indicators';
import type { IndicatorVersionRecord, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';

/** What is in force of one indicator now, and where it comes from. */
export interface IndicatorStanding {
  /** What the next run of an open month takes, if its status is active; of one that is on trial only, that version. */
  indicator: Indicator;
  /** Of the whole definition in force. */
  hash: string;
  /** The approved version of the office behind it; null: as delivered. */
  version: IndicatorVersionRecord | null;
  /** What the catalogue delivers; null: an indicator of the office. */
  delivered: Indicator | null;
  /** The catalogue delivers another definition than the one that the office's version rests on. */
  deliveredChanged: boolean;
}

/**
 * Every indicator that can be evaluated, in order of code: the office's latest approved version goes before the delivered one.
 * An indicator of the office that has run on trial only stands here too, so that it can be looked at and turned on.
 */
export async function readStandings(
  app: Pick<Application, 'catalogue'>,
  { indicatorVersions }: Pick<Repositories, 'indicatorVersions'>,
): Promise<Map<string, IndicatorStanding>> {
  const inForce = await indicatorVersions.inForce();
  const known = new Set([...app.catalogue.keys(), ...inForce.map(({ code }) => code)]);
  const onTrialOnly = (await indicatorVersions.onTrial()).filter(({ code }) => !known.has(code));
  return standingsOf(app, [...inForce, ...onTrialOnly]);
}

/** How one indicator stands, as `readStandings` has it; undefined where there is none. */
export async function readStanding(
  app: Pick<Application, 'catalogue'>,
  { indicatorVersions }: Pick<Repositories, 'indicatorVersions'>,
  code: string,
): Promise<IndicatorStanding | undefined> {
  const delivered = app.catalogue.get(code) ?? null;
  let [version] = await indicatorVersions.inForce(code);
  if (!version && !delivered) [version] = await indicatorVersions.onTrial(code);
  return version || delivered ? standingOf(delivered, version ?? null) : undefined;
}

/**
 * The indicators in force, in order of code; retired ones and such on trial keep their status and are left out of runs by it.
 * Closed months, and runs that stand already, have their own (`indicatorsOfMonth`, `indicatorsOfRun`).
 */
export async function readIndicatorsInForce(
  app: Pick<Application, 'catalogue'>,
  { indicatorVersions }: Pick<Repositories, 'indicatorVersions'>,
): Promise<Map<string, Indicator>> {
  const standings = standingsOf(app, await indicatorVersions.inForce());
  return new Map([...standings].map(([code, { indicator }]) => [code, indicator]));
}

/** An indicator of the office of which no version has ever been in force. */
export function isTrialOnly({ delivered, indicator }: IndicatorStanding): boolean {
  return !delivered && indicator.status === 'trial';
}

/** Versions that run beside what is in force: approved ones on trial, and what the catalogue delivers on trial. By code. */
export async function readVersionsOnTrial(
  app: Pick<Application, 'catalogue'>,
  repositories: Pick<Repositories, 'indicatorVersions'>,
): Promise<Map<string, Indicator>> {
  const delivered = [...(await readIndicatorsInForce(app, repositories)).values()].filter(
    ({ status }) => status === 'trial',
  );
  const proposed = await repositories.indicatorVersions.onTrial();
  return new Map([...delivered, ...proposed.map(definitionOf)].map((indicator) => [indicator.code, indicator]));
}

/** What is kept as a version's definition is the whole indicator. */
export function definitionOf({ definition }: IndicatorVersionRecord): Indicator {
  return definition as Indicator;
}

function standingsOf(
  { catalogue }: Pick<Application, 'catalogue'>,
  approved: readonly IndicatorVersionRecord[],
): Map<string, IndicatorStanding> {
  const versions = new Map(approved.map((one) => [one.code, one]));
  const codes = [...new Set([...catalogue.keys(), ...versions.keys()])].sort();
  return new Map(codes.map((code) => [code, standingOf(catalogue.get(code) ?? null, versions.get(code) ?? null)]));
}

function standingOf(delivered: Indicator | null, version: IndicatorVersionRecord | null): IndicatorStanding {
  const indicator = version ? definitionOf(version) : delivered!;
  return {
    indicator,
    hash: version?.definitionHash ?? hashDefinition(indicator),
    version,
    delivered,
    deliveredChanged: !!delivered && !!version && version.deliveredHash !== hashDefinition(delivered),
  };
}
