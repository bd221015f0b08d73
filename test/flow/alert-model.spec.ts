import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAlert, checkQueues, table, type Table } from './alert-model/alert-checks.js';
import { stories, type Real } from './alert-model/alert-commands.js';
import { AlertWorld } from './alert-model/alert-world.js';
import { testConfig } from '../support/config.js';

/** `ALERT_MODEL_RUNS=2000 ALERT_MODEL_SEED=…` for a long night; `ALERT_MODEL_SHORTEN=1` looks for a shorter story that fails. */
const { runs, seed, shorten } = testConfig.model;
/** Before Spring Festival, before National Day, and twice before a year that no calendar knows. */
const beginnings = [
  '2026-02-05T01:00:00.000Z',
  '2026-09-18T07:30:00.000Z',
  '2026-11-20T01:00:00.000Z',
  '2026-12-21T15:59:00.000Z',
];

let world: AlertWorld;
beforeAll(async () => {
  world = await AlertWorld.open();
});
afterAll(() => world?.close());

interface Play {
  seed?: number;
  runs: number;
  rules?: Table;
  spoil?: Real['spoil'];
}

/** Plays stories until one fails; tells what came of them. */
function play(of: Play) {
  const property = fc.asyncProperty(fc.constantFrom(...beginnings), stories(60), async (now, commands) => {
    const model = await world.begin(now);
    const real: Real = { world, rules: of.rules ?? table, spoil: of.spoil };
    try {
      await fc.asyncModelRun(() => ({ model, real }), commands);
      for (const alert of model.alerts) await checkAlert(world, model, alert, real.rules);
      await checkQueues(world, model);
    } catch (error) {
      throw new Error(`${model.story.join('\n')}\n${(error as Error).message}`, { cause: error });
    }
  });
  return fc.check(property, {
    seed: of.seed ?? seed,
    numRuns: of.runs,
    endOnFailure: !shorten,
  });
}

/** The story that failed, command by command, and with which seed it is played again. */
function told(played: Awaited<ReturnType<typeof play>>): string {
  if (!played.failed) return 'every story ends well';
  const error = played.errorInstance as Error | null;
  return `seed ${played.seed}, story ${played.numRuns}\n${error?.message ?? 'interrupted'}`;
}

it(
  `whatever people, days and calendars do to alerts, the product does what is decided, and loses nothing of it (${runs} stories, seed ${seed})`,
  { timeout: 300_000 + runs * (shorten ? 120_000 : 30_000) },
  async () => {
    const played = await play({ runs });
    expect(told(played)).toBe('every story ends well');
    expect(played.numRuns).toBe(runs);
  },
);

describe('a product that errs is found out', { timeout: 300_000 }, () => {
  const lost = `delete from fundwatch.alert_event where type in ('dispatch', 'consultation.open', 'extension.open')`;
  it.each<[string, string, RegExp]>([
    ['by an event that is lost', lost, /every event, in order/],
    [
      'by a date that is a day off',
      `update fundwatch.alert set auto_receipt_on = auto_receipt_on + 1 where auto_receipt_on is not null`,
      /the alert as decided/,
    ],
    [
      'by a state that nobody decided',
      `update fundwatch.alert set state = 'answered' where state = 'received'`,
      /the alert as decided/,
    ],
    [
      'by telling an agency what is the office’s own',
      `update fundwatch.alert_event set agency_may_see = true`,
      /what the events say|the timeline for/,
    ],
    [
      'by forgetting what runs beside an alert',
      `update fundwatch.alert set open_branches = '{}'`,
      /the alert as decided/,
    ],
  ])('%s, and the story is told', async (_how, sql, how) => {
    const played = await play({ runs: 10, spoil: (real) => real.sql(sql) });
    expect(played.failed).toBe(true);
    expect(told(played)).toMatch(how);
    expect(told(played)).toMatch(/seed \d+, story \d+\n.*: \S+ .*on alert \d in \w+, revision \d+/);
  });

  it.each<[string, Table]>([
    [
      'leads elsewhere',
      table.map((row) => (row.of === 'alert' && row.command === 'screen' ? { ...row, to: 'dispatched' } : row)),
    ],
    ['is somebody else’s', table.map((row) => (row.command === 'screen' ? { ...row, by: ['bureau_leader'] } : row))],
    [
      'is possible in another state only',
      table.map((row) => (row.of === 'alert' && row.command === 'screen' ? { ...row, from: ['answered'] } : row)),
    ],
  ])('by a row of the table that %s', async (_what, rules) => {
    const played = await play({ runs: 10, rules });
    expect(played.failed).toBe(true);
    expect(told(played)).toMatch(/screen/);
  });

  it('by days off that the calendar does not know', async () => {
    const real = world.app.terms.bind(world.app);
    const without = async () => {
      const terms = await real();
      const years = terms.calendar.years.map((year) => ({ ...year, daysOff: [], workingDays: [] }));
      return { ...terms, calendar: { ...terms.calendar, years } };
    };
    world.app.terms = without;
    try {
      expect((await play({ runs: 20 })).failed).toBe(true);
    } finally {
      world.app.terms = real;
    }
  });
});
