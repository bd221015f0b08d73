import {
  getEvaluation,
  listNotEvaluated,
  requestEvaluation,
  type Application,
  type EvaluationRequest,
} from '@fundwatch/application';
import { checkOpenRules, finishEvaluation, type EvaluationProgress } from '@fundwatch/application/facts';
import { DomainError } from '@fundwatch/domain';
import { isPlainDay } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import { InvalidArgumentError, type Command } from 'commander';
import type { CliConfig } from '../config.js';
import { awaitEvaluation } from './await-evaluation.js';
import { describeError } from './describe-error.js';
import { print, say } from './output/print.js';
import { pageSize, printRows } from './output/print-rows.js';
import { readPeriod } from './read-period.js';
import { withApplication } from './with-application.js';

interface EvaluateOptions {
  period: string;
  asOf?: string;
  indicator?: string[];
  patience: number;
}

/** fundwatch evaluate: runs the indicators of a period and turns their hits into alerts. */
export function registerEvaluate(program: Command, config: CliConfig): void {
  program
    .command('evaluate')
    .description('run the indicators of a period and turn their hits into alerts; exit 1 if one failed')
    .requiredOption('--period <YYYYMM>', 'the month', readPeriod)
    .option('--as-of <YYYY-MM-DD>', 'the day that deadlines are judged on; today unless given', readDay)
    .option('--indicator <code...>', 'only these indicators')
    .option(
      '--patience <seconds>',
      'how long a run of another process may stand still before it is ended here',
      readSeconds,
      60,
    )
    .action(async (options: EvaluateOptions) => {
      await withApplication(config, (app, context) => evaluate(app, context, options));
    });
}

function readDay(text: string): string {
  if (!isPlainDay(text)) throw new InvalidArgumentError('Write the day as YYYY-MM-DD, such as 2026-10-20.');
  return text;
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 0 && seconds < Infinity)) throw new InvalidArgumentError('It must be a number of seconds.');
  return seconds;
}

async function evaluate(app: Application, context: RequestContext, options: EvaluateOptions): Promise<void> {
  const { period, asOf, indicator: indicators } = options;
  const waiting = { patienceMs: options.patience * 1_000, say };
  // DQ11 rests on them; what is checked already costs nothing.
  await checkOpenRules(app, context, period);
  const run = await requestWhenFree(app, context, { period, asOf, indicators, trigger: 'hand' }, waiting);
  const counts = await finishEvaluation(app, context, run, tellProgress);
  // Another process took it over, or an earlier month has to be reconciled first.
  if (counts === null) await awaitEvaluation(app, context, run.id, waiting);
  await printResult(app, context, run.id);
}

async function requestWhenFree(
  app: Application,
  context: RequestContext,
  request: EvaluationRequest,
  waiting: Parameters<typeof awaitEvaluation>[3],
): Promise<{ id: string; indicators: string[] }> {
  for (;;) {
    try {
      return await requestEvaluation(app, context, { ...request, withoutNudge: true });
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'EVALUATION_RUNNING')) throw error;
      say(`Another run of ${request.period} is under way: waiting for it.`);
      await awaitEvaluation(app, context, String(error.details['evaluationId']), waiting);
    }
  }
}

function tellProgress({ indicator, hits, cannotDecide, error }: EvaluationProgress): void {
  say(
    error
      ? `${indicator}: failed. ${describeError(error)}`
      : `${indicator}: ${hits} hits${cannotDecide ? `, ${cannotDecide} cannot be decided` : ''}`,
  );
}

async function printResult(app: Application, context: RequestContext, evaluationId: string): Promise<void> {
  const run = await getEvaluation(app, context, { evaluationId });
  await print(`${run.period}, run ${run.runNo}, as of ${run.asOf}\n\n`);
  const rows = run.indicators.map((one) => ({
    indicator: one.indicator,
    state: one.state,
    hits: one.hits,
    'cannot decide': one.cannotDecide,
    evaluated: one.scopesEvaluated,
    'not evaluated': one.scopesNotEvaluated,
  }));
  await printRows('table', ['indicator', 'state', 'hits', 'cannot decide', 'evaluated', 'not evaluated'], async () => ({
    items: rows,
    nextCursor: null,
  }));
  if (run.indicators.every(({ scopesEvaluated }) => scopesEvaluated === 0))
    say(
      `Nothing could be evaluated in ${run.period}: no data was accepted for it. That there are no hits says nothing.`,
    );
  await printNotEvaluated(app, context, evaluationId);
  await print(
    `\nalerts: ${run.alertsRaised} raised, ${run.alertsExtended} extended, ${run.alertsWithdrawn} withdrawn\n`,
  );
  if (run.indicators.some(({ state }) => state === 'failed')) process.exitCode = 1;
}

/** What could not be said, or not wholly: never silently "normal". */
async function printNotEvaluated(app: Application, context: RequestContext, evaluationId: string): Promise<void> {
  const first = await listNotEvaluated(app, context, { evaluationId, limit: 1 });
  if (first.total === 0) return;
  await print('\nnot evaluated, in part only, or not to be decided:\n');
  await printRows('table', ['indicator', 'agency', 'line', 'state', 'reason'], async (cursor) => {
    const page = await listNotEvaluated(app, context, { evaluationId, cursor, limit: pageSize });
    return {
      ...page,
      items: page.items.map(({ indicator, agency, line, state, reason }) => ({
        indicator,
        agency: agency.code,
        line,
        state,
        reason: `${reason.zh} / ${reason.en}`,
      })),
    };
  });
}
