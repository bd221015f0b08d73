import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isEvaluated, type ScopeDecision } from '@fundwatch/domain/evaluate';
import { changeIndicator, loadCatalogue, type Indicator } from '@fundwatch/indicators';
import { type FactRun, type HitRow } from '@fundwatch/storage/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  demoPeriods,
  expectedFindings,
  versions,
  type DemoPeriod,
  type ExpectedFindings,
} from '../../cli/src/demo/index.js';
import {
  checkRulesOf,
  collectRegion,
  filesBeforeCorrection,
  openMonth,
  scopesOf,
  systemRows,
  type CheckedRule,
  type Collected,
} from './generated-facts.js';

const options = { persons: 12 };
const firstTwelve = 'DQ01 DQ06 CB05 DY01 DY04 DY15 DY23 DY29 CW01 CW07 NK01 NK02'.split(' ');
/** Trends that cannot be found before there are reports of a year or two. */
const neededHistory = new Set(['CW22', 'YX01', 'YX03', 'YX04', 'YX07', 'YX08', 'YX09', 'YX11']);
let home: string;
let collected: Collected;
let catalogue: Indicator[];
let expected: ExpectedFindings;
const found = new Map<string, HitRow[]>();
const scopes = new Map<string, ScopeDecision[]>();
const checked = new Map<string, Promise<CheckedRule[]>>();

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'demo-'));
  collected = await collectRegion(home, options);
  expected = expectedFindings(options);
  catalogue = await loadCatalogue();
  for (const period of demoPeriods) {
    const run = await openRun(period, 'latest');
    for (const indicator of catalogue) {
      found.set(`${indicator.code}/${period}`, await rowsOf(run, inForceIn(period, indicator)));
      scopes.set(`${indicator.code}/${period}`, scopesOf(collected, indicator, period));
    }
    await run.close();
  }
}, 900_000);
afterAll(() => rm(home, { recursive: true, force: true }));

/** The version of the demonstration's office that a month runs, or the delivered one. */
function inForceIn(period: DemoPeriod, delivered: Indicator): Indicator {
  const own = versions.find(
    ({ indicator, inForceFrom }) => indicator === delivered.code && inForceFrom && inForceFrom <= period,
  );
  return own ? changeIndicator(delivered, own.changes, delivered.version + 1) : delivered;
}

/** What was accepted last, or what had come before it was corrected. */
type Versions = 'latest' | 'first';
const filesOf = (versions: Versions) => (versions === 'latest' ? collected.files : filesBeforeCorrection(collected));

/** The results of the rules over a month, each checked once. */
function rulesOf(period: DemoPeriod, of: Versions): Promise<CheckedRule[]> {
  const key = `${period} ${of}`;
  const known = checked.get(key) ?? checkRulesOf(collected, period, filesOf(of));
  checked.set(key, known);
  return known;
}

/** A month's facts with the results of the rules over them. */
async function openRun(period: DemoPeriod, of: Versions): Promise<FactRun> {
  return openMonth(period, filesOf(of), systemRows(collected, period, await rulesOf(period, of)));
}

async function rowsOf(run: FactRun, indicator: Indicator): Promise<HitRow[]> {
  const rows: HitRow[] = [];
  for await (const row of run.evaluate(indicator)) rows.push(row);
  return rows;
}

const lineOf = (hit: { verdict: string; agency: string; line: string; subject: string; hitKey: string }): string =>
  [hit.verdict, hit.agency, hit.line, hit.subject, hit.hitKey].join(' ');

describe('the generated region', () => {
  it('passes the checks of acceptance, but for the planted wrong first versions', () => {
    expect(collected.problems).toEqual([]);
    expect(collected.refused.map((one) => [one.agency, one.line, one.dataset, one.period, one.version])).toEqual([
      ['120101', '410', 'business', '202606', 1],
      ['120119', '110', 'business', '202607', 1],
      ['120116', '120', 'business', '202607', 1],
      ['120114', '210', 'business', '202607', 1],
      ['120112', '170', 'business', '202608', 1],
      ['120104', '170', 'business', '202608', 1],
      ['120106', '110', 'business', '202608', 1],
      ['120103', '410', 'business', '202608', 1],
    ]);
    for (const { agency, line, expectRefusal } of collected.refused) {
      const reasons = collected.checks.filter((row) => row['agency'] === agency && row['line'] === line);
      expect(
        reasons.map((row) => [row['table_name'], row['column_name']]),
        `${agency} ${line}`,
      ).toEqual([[expectRefusal?.table, expectRefusal?.column]]);
    }
  });

  it('has at least three planted problems of each of the first twelve indicators, in several places', () => {
    expect(firstTwelve).toHaveLength(12);
    for (const code of firstTwelve) {
      const hits = expected.hits.filter((hit) => hit.indicator === code && hit.verdict === 'hit');
      const places = new Set(
        hits.map((hit) => `${hit.agency}/${hit.line}/${hit.subject}/${code.startsWith('D') ? hit.period : ''}`),
      );
      expect(places.size, code).toBeGreaterThanOrEqual(3);
    }
  });

  it('has a planted hit and a near miss of every indicator of the catalogue that four months suffice for', () => {
    for (const { code } of catalogue) {
      const isPlanted = expected.hits.some((hit) => hit.indicator === code && hit.verdict === 'hit');
      expect(isPlanted && neededHistory.has(code), `${code} has history enough`).toBe(false);
      if (neededHistory.has(code)) continue;
      expect(isPlanted, code).toBe(true);
      expect(
        expected.nearMisses.some((miss) => miss.indicator === code),
        code,
      ).toBe(true);
    }
  });

  it('leaves unevaluated what the missing finance data is needed for, and nothing else', () => {
    const undone = [...scopes].flatMap(([key, decisions]) =>
      decisions
        .filter(({ outcome }) => outcome === 'not_evaluated')
        .map(({ agency, line }) => `${key} ${agency} ${line}`),
    );
    const planned = expected.notEvaluated.map((one) => `${one.indicator}/${one.period} ${one.agency} ${one.line}`);
    expect(undone.sort()).toEqual(planned.sort());
  });

  it('finds in the first versions what the corrected ones withdraw', async () => {
    expect(collected.replaced.length).toBeGreaterThan(0);
    for (const { indicator: code, period, agency, line, subject } of expected.withdrawn) {
      const indicator = catalogue.find((one) => one.code === code);
      if (!indicator) throw new Error(`no indicator ${code}`);
      const run = await openRun(period as DemoPeriod, 'first');
      const rows = await rowsOf(run, indicator);
      await run.close();
      const own = rows.filter((row) => row.agency === agency && row.line === line && row.subject === subject);
      expect(new Set(own.map((row) => row.verdict)), `${code} ${agency}`).toEqual(new Set(['hit']));
    }
  });

  it('finds in the month from which a changed version holds what the delivered one would have found otherwise', async () => {
    const changed = versions.filter(({ inForceFrom }) => inForceFrom);
    expect(changed.length).toBeGreaterThan(0);
    for (const { indicator: code, inForceFrom } of changed) {
      const run = await openRun(inForceFrom!, 'latest');
      const delivered = await rowsOf(
        run,
        catalogue.find((one) => one.code === code)!,
      );
      await run.close();
      expect(found.get(`${code}/${inForceFrom}`)!.length, code).toBeLessThan(delivered.length);
    }
  });

  for (const period of demoPeriods) {
    it(`gives exactly the planted hits in the run of ${period}`, () => {
      for (const { code } of catalogue) {
        const hits = (found.get(`${code}/${period}`) ?? []).filter((row) =>
          isEvaluated(scopes.get(`${code}/${period}`) ?? [], row),
        );
        const planted = expected.hits.filter((hit) => hit.indicator === code && hit.period === period);
        expect(hits.map(lineOf).sort(), `${code} ${period}`).toEqual(planted.map(lineOf).sort());
      }
    });

    it(`stays quiet on the near misses of ${period}`, () => {
      for (const miss of expected.nearMisses.filter((one) => one.period === period)) {
        const flagged = (found.get(`${miss.indicator}/${period}`) ?? []).filter(
          (row) =>
            row.agency === miss.agency &&
            row.line === miss.line &&
            row.subject === miss.subject &&
            (miss.hitKey === undefined || row.hitKey === miss.hitKey),
        );
        expect(flagged, `${miss.indicator} ${miss.agency} ${miss.line} ${miss.why}`).toEqual([]);
      }
    });
  }
});

const nameOf = ({ rule, agency, line }: { rule: string; agency: string; line: string }) => `${rule} ${agency} ${line}`;
const brokenIn = (results: readonly CheckedRule[]) =>
  results
    .filter(({ state }) => state === 'broken')
    .map(nameOf)
    .sort();

describe('the rules over the generated region', () => {
  it.each(demoPeriods)('hold in %s everywhere but for the planted breaks', async (period) => {
    const planted = expected.brokenRules.filter((one) => one.period === period).map(nameOf);
    expect(brokenIn(await rulesOf(period, 'latest'))).toEqual(planted.sort());
    expect(planted.length).toBeGreaterThan(0);
  });

  it('find in the first versions what the corrected ones repair', async () => {
    for (const one of expected.repairedRules) {
      expect(brokenIn(await rulesOf(one.period, 'first')), one.period).toContain(nameOf(one));
      expect(brokenIn(await rulesOf(one.period, 'latest')), one.period).not.toContain(nameOf(one));
    }
    expect(new Set(expected.repairedRules.map(({ agency }) => agency)).size).toBeGreaterThan(1);
  });

  it('are each checked somewhere, and say where they cannot be', async () => {
    const all = (await Promise.all(demoPeriods.map((period) => rulesOf(period, 'latest')))).flat();
    const silent = [...new Set(all.map(({ rule }) => rule))].filter((rule) =>
      all.every((one) => one.rule !== rule || one.state === 'not_checkable' || one.compared === 0),
    );
    expect(silent).toEqual([]);
    const open = all.filter(({ state }) => state === 'not_checkable');
    expect(open.every(({ reason }) => reason === 'field_missing' || reason === 'dataset_missing')).toBe(true);
    // Residents pay a step, not a rate; entitlements and reports of before June were never sent; the finance data is late.
    expect(
      [...new Set(open.filter(({ reason }) => reason === 'field_missing').map(({ rule }) => rule))].sort(),
    ).toEqual(['R02', 'R11', 'R26', 'R30']);
    expect(
      new Set(open.filter(({ reason }) => reason === 'dataset_missing').map(({ agency, line }) => `${agency} ${line}`)),
    ).toEqual(new Set(['120113 170']));
  });
});
