import { submissionDueIn } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Evaluation } from '@fundwatch/storage';
import type { FactRun } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';
import { indicatorsOfRun } from './indicators-of-month.js';
import { openFactRun } from './open-fact-run.js';
import { planEvaluation, type EvaluationPlan } from './plan-evaluation.js';

/** What a run reads, planned and opened once for all of its indicators in this process. */
export interface RunFacts {
  plan: EvaluationPlan;
  run: FactRun;
}

interface Held {
  evaluationId: string;
  facts: Promise<RunFacts>;
  users: number;
  /** Another run is held by now, or this one is over: close it when nobody reads it any more. */
  given: boolean;
}

const heldBy = new WeakMap<Application, Held>();

/**
 * The facts of a run. They stay open between its indicators, so that more than a hundred of them plan and open them once;
 * one run at a time is held. Call `release` when the rows have been read.
 */
export function holdRunFacts(
  app: Application,
  context: RequestContext,
  evaluation: Evaluation,
): { facts: Promise<RunFacts>; release: () => void } {
  let held = heldBy.get(app);
  if (held?.evaluationId !== evaluation.id) {
    if (held) giveAway(held);
    const opened = {
      evaluationId: evaluation.id,
      facts: openRunFacts(app, context, evaluation),
      users: 0,
      given: false,
    };
    opened.facts.catch(() => letGo(app, opened));
    heldBy.set(app, opened);
    held = opened;
  }
  const mine = held;
  mine.users += 1;
  return {
    facts: mine.facts,
    release: () => {
      mine.users -= 1;
      closeUnused(mine);
    },
  };
}

/** Closes the facts of a run that is over. */
export function letGoOfRunFacts(app: Application, evaluationId: string): void {
  const held = heldBy.get(app);
  if (held?.evaluationId === evaluationId) letGo(app, held);
}

function letGo(app: Application, held: Held): void {
  if (heldBy.get(app) === held) heldBy.delete(app);
  giveAway(held);
}

function giveAway(held: Held): void {
  held.given = true;
  closeUnused(held);
}

function closeUnused(held: Held): void {
  if (!held.given || held.users > 0) return;
  held.facts.then(
    ({ run }) => run.close(),
    () => undefined,
  );
}

async function openRunFacts(app: Application, context: RequestContext, evaluation: Evaluation): Promise<RunFacts> {
  const terms = await app.terms();
  const { id, period, asOf } = evaluation;
  const plan = await app.database.withContext(context, async (repositories) => {
    const submissionIds = await repositories.evaluations.inputsOf(id);
    const uncheckedAgencies = await repositories.evaluations.agenciesWithheld(id, 'RULES_NOT_CHECKED');
    const indicators = [...(await indicatorsOfRun(app, repositories, evaluation)).values()];
    return planEvaluation(app, repositories, terms, { period, asOf, submissionIds, uncheckedAgencies }, indicators);
  });
  const { files, system } = plan;
  const run = await openFactRun(app, { period, asOf, dueOn: submissionDueIn(terms, period), files, system });
  return { plan, run };
}
