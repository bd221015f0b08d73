// A city in a home and a database of its own, and what a run of its month reads.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeApplication } from '@fundwatch/application/compose';
import { firstDayOf, lastDayOf, submissionDueIn } from '@fundwatch/domain/calendar';
import { systemContext } from '@fundwatch/domain/identity';
import pg from 'pg';
import { indicatorsOfMonth } from '../../application/dist/evaluate/indicators-of-month.js';
import { absentTablesOf } from '../../application/dist/evaluate/open-fact-run.js';
import { planEvaluation } from '../../application/dist/evaluate/plan-evaluation.js';
import { listCity, makeCity, period } from './evaluate-data.mjs';

export const secret = 'only-in-benchmarks';
export const context = systemContext('system:bench', 'bench');
/** After the due date of M, on a day whose calendar is known. */
export const asOf = '2026-10-20';

/** Opens the application over a home; `queue` is left out where jobs are asked for. */
export function openApplication({ home, databaseUrl }, more = {}) {
  return composeApplication({ databaseUrl, home, installationSecret: secret, poolSize: 5, ...more });
}

/** Makes a city, lists it, and writes down what a run of its month reads. */
export async function prepareCity(place, rows) {
  mkdirSync(join(place.home, 'tmp'), { recursive: true });
  const city = await makeCity(place.home, rows);
  const client = new pg.Client(place.adminUrl);
  await client.connect();
  await listCity(client, city);
  await client.query('vacuum analyze');
  await client.end();
  const app = await openApplication(place, { queue: { enqueue: async () => undefined } });
  try {
    const plan = await planOf(app);
    const file = join(place.home, 'plan.json');
    writeFileSync(file, JSON.stringify(plan));
    return {
      ...place,
      counts: city.counts,
      copies: city.copies,
      rows: city.counts.benefit_payment,
      plan: file,
      queries: plan.queries,
    };
  } finally {
    await app.close();
  }
}

async function planOf(app) {
  const terms = await app.terms();
  return app.database.withContext(context, async (repositories) => {
    const { indicators } = await indicatorsOfMonth(app, repositories, period);
    const active = [...indicators.values()].filter(({ status }) => status === 'active');
    const {
      files,
      system,
      indicators: planned,
    } = await planEvaluation(app, repositories, terms, { period, asOf }, active);
    const queries = active.map(({ code, sql, needs, parameters, evidence }) => {
      const decisions = planned.get(code)?.decisions ?? [];
      return { code, sql, needs, parameters, evidence, absentTables: absentTablesOf(decisions), decisions };
    });
    const dueOn = submissionDueIn(terms, period);
    return {
      month: { period, firstDay: firstDayOf(period), lastDay: lastDayOf(period), dueOn, asOf },
      files,
      system,
      queries,
    };
  });
}
