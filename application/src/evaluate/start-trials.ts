import { randomUUID } from 'node:crypto';
import type { Evaluation, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readVersionsOnTrial } from '../tuning/read-in-force.js';
import { keepDefinitions } from './keep-definitions.js';

/**
 * Writes a test run of the evaluated month for every version on trial, once an evaluation; in the transaction that finishes it.
 * Returns their ids for the nudges.
 */
export async function startTrials(
  app: Application,
  repositories: Repositories,
  evaluation: Evaluation,
  now: string,
): Promise<string[]> {
  const onTrial = [...(await readVersionsOnTrial(app, repositories)).values()];
  if (onTrial.length === 0) return [];
  const hashes = await keepDefinitions(repositories, onTrial, now);
  const versions = new Map((await repositories.indicatorVersions.onTrial()).map((one) => [one.definitionHash, one.id]));
  const started: string[] = [];
  for (const { code, version } of onTrial) {
    const definitionHash = hashes.get(code)!;
    const id = randomUUID();
    const isNew = await repositories.testRuns.insert(
      {
        id,
        kind: 'trial',
        indicator: code,
        version,
        definitionHash,
        versionId: versions.get(definitionHash) ?? null,
        evaluationId: evaluation.id,
        state: 'queued',
        requestedByName: evaluation.requestedBy,
        requestedAt: now,
        startedAt: null,
        finishedAt: null,
        error: null,
      },
      [evaluation.period],
    );
    if (isNew) started.push(id);
  }
  return started;
}
