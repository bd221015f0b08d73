import {
  enterExpectedSubmissions,
  addUser,
  receiveAutomatically,
  startDueEvaluations,
  writeReminders,
  writeSubmissionReminders,
  type Application,
} from '@fundwatch/application';
import { checkOpenRules, finishEvaluation, pullExchangeSource } from '@fundwatch/application/facts';
import { addDays, builtInCalendar, startOfDay, submissionDueOn } from '@fundwatch/domain/calendar';
import type { Line } from '@fundwatch/domain/collect';
import { systemContext, type RequestContext } from '@fundwatch/domain/identity';
import { withExchangeClient, writeSubmission, type ExchangeDatabase } from '@fundwatch/storage/exchange';
import {
  demoAccounts,
  demoAgencies,
  demoDepartments,
  demoPassword,
  demoPeriods,
  demoRegion,
  expectedSubmissions,
  generateRegion,
  humanSteps,
  looks,
  monthCloses,
  statedResources,
  type DemoOptions,
} from '../demo/index.js';
import { DEMONSTRATION_SOURCE } from './demonstration-source.js';
import type { Happening } from './happening.js';
import { planMatters } from './plan-matters.js';
import { planTuning } from './plan-tuning.js';
import { playHumanStep } from './play-human-step.js';
import { playLooks } from './play-looks.js';
import { playApproval, playProposal } from './play-month-close.js';

/** The demonstration loads on its own clock, from this day to where the clock then stands. */
const FIRST_DAY = '2026-07-01';
const LAST_DAY = '2026-10-20';
const STANDS_AT = `${LAST_DAY}T09:00:00+08:00`;
const HOUR = 3_600_000;

export interface LoadOptions extends DemoOptions {
  exchange: ExchangeDatabase;
  progress: (words: string) => void;
  stopping?: AbortSignal;
}

/**
 * Fills an empty home with the demonstration region: agencies send into a real exchange database, and the product pulls,
 * evaluates and is worked with by its people, each at its own time of the demonstration's clock.
 */
export async function loadDemonstration(app: Application, options: LoadOptions): Promise<void> {
  const context = systemContext('demonstration', 'demonstration');
  const setClock = (at: string) =>
    app.database.withContext(context, ({ businessClock }) => businessClock.set(new Date(at).toISOString()));
  await setClock(startOfDay(FIRST_DAY));
  options.progress('people and agencies');
  await enterPeople(app, context);
  const sentAts = await sendAll(options);
  const happenings = plan(app, context, options, sentAts);
  for (const [done, { at, words, run }] of happenings.entries()) {
    options.stopping?.throwIfAborted();
    options.progress(`${words} · ${Math.round((100 * done) / happenings.length)} %`);
    await setClock(at);
    await run();
  }
  await checkOpenRules(app, context);
  await setClock(STANDS_AT);
}

async function enterPeople(app: Application, context: RequestContext): Promise<void> {
  await app.database.withContext(context, async ({ organisations }) => {
    const at = app.realTime();
    await organisations.enter({ ...demoRegion, name: `${demoRegion.name}社会保险基金监督机构`, kind: 'office' }, at);
    for (const { code, name } of demoAgencies)
      await organisations.enter({ code, name: `${name}社保中心`, kind: 'agency' }, at);
    for (const department of demoDepartments) await organisations.enter({ ...department, kind: 'other' }, at);
  });
  for (const { userName, displayName, roles, organisation } of demoAccounts()) {
    await addUser(app, context, {
      userName,
      displayName,
      roles: [...roles],
      organisation,
      password: demoPassword,
      demonstration: true,
    });
  }
  await enterExpectedSubmissions(app, context, expectedSubmissions());
}

/** Every agency writes everything it will send; the product sees of it what was sent up to its clock. */
async function sendAll(options: LoadOptions): Promise<string[]> {
  const sentAts = new Set<string>();
  await withExchangeClient(options.exchange.writerUrl, async (client) => {
    let count = 0;
    for (const submission of generateRegion(options)) {
      options.stopping?.throwIfAborted();
      const { tables, ...described } = submission;
      await writeSubmission(
        client,
        { ...described, line: described.line as Line, state: (resources) => statedResources(submission, resources) },
        tables,
      );
      sentAts.add(submission.sentAt);
      count++;
      if (count % 20 === 0) options.progress(`agencies send · ${count} submissions`);
    }
  });
  return [...sentAts];
}

function plan(
  app: Application,
  context: RequestContext,
  options: LoadOptions,
  sentAts: readonly string[],
): Happening[] {
  const happenings = [...planTuning(app, options), ...planMatters(app, options)];
  const evaluationNights = new Set([
    ...demoPeriods.map((period) => submissionDueOn(builtInCalendar, period)).map((dueOn) => addDays(dueOn, 1)),
    // A newly accepted submission is evaluated in the following night.
    ...sentAts.map((at) => addDays(at.slice(0, 10), 1)),
  ]);
  for (let day = FIRST_DAY; day <= LAST_DAY; day = addDays(day, 1)) {
    happenings.push({ at: after(day, 0.1), words: day, run: () => receiveAutomatically(app, context) });
    happenings.push({ at: after(day, 0.2), words: day, run: () => writeReminders(app, context) });
    happenings.push({ at: after(day, 0.25), words: day, run: () => writeSubmissionReminders(app, context) });
    if (!evaluationNights.has(day)) continue;
    happenings.push({ at: after(day, 1), words: `${day} check rules`, run: () => checkDueRules(app, context) });
    happenings.push({ at: after(day, 1), words: `${day} evaluate`, run: () => evaluateDue(app, context) });
  }
  for (const at of sentAts) {
    happenings.push({
      at,
      words: `${at.slice(0, 10)} collect`,
      run: () => pullExchangeSource(app, context, { source: DEMONSTRATION_SOURCE, url: options.exchange.readerUrl }),
    });
  }
  for (const [index, step] of humanSteps(options).entries()) {
    happenings.push({
      at: step.on,
      words: `${step.on.slice(0, 10)} ${step.do}`,
      run: () => playHumanStep(app, step, `demonstration-${index}`),
    });
  }
  for (const [index, one] of looks.entries()) {
    const run = () => playLooks(app, one, `demonstration-looks-${index}`);
    happenings.push({ at: one.on, words: `${one.on.slice(0, 10)} look`, run });
  }
  for (const close of monthCloses) {
    const words = (at: string) => `${at.slice(0, 10)} close ${close.period}`;
    happenings.push({ at: close.proposedAt, words: words(close.proposedAt), run: () => playProposal(app, close) });
    happenings.push({ at: close.decidedAt, words: words(close.decidedAt), run: () => playApproval(app, close) });
  }
  return happenings
    .filter(({ at }) => Date.parse(at) <= Date.parse(STANDS_AT))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Nobody reads a month's rules before it is due, and agencies send over a week: one check instead of seven. */
async function checkDueRules(app: Application, context: RequestContext): Promise<void> {
  const now = Date.parse(await app.clock.now());
  for (const period of demoPeriods) {
    const dueSince = after(addDays(submissionDueOn(builtInCalendar, period), 1), 1);
    if (Date.parse(dueSince) <= now) await checkOpenRules(app, context, period);
  }
}

async function evaluateDue(app: Application, context: RequestContext): Promise<void> {
  for (const evaluation of await startDueEvaluations(app, context)) await finishEvaluation(app, context, evaluation);
}

/** An instant of a Shanghai day, so many hours after its beginning. */
function after(day: string, hours: number): string {
  return new Date(Date.parse(startOfDay(day)) + hours * HOUR).toISOString();
}
