import { DomainError } from '@fundwatch/domain';
import { shortDecimal } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { lines } from '@fundwatch/domain/collect';
import type { RuleState } from '@fundwatch/domain/evaluate';
import { maskRecord, type RequestContext } from '@fundwatch/domain/identity';
import type { Rule } from '@fundwatch/indicators';
import type { RuleCellRecord, RuleResultRecord } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { describeRuleReason } from './describe-rule-reason.js';

type RuleView = ReplyOf<typeof routes.listRules>['rules'][number];
type ResultView = ReplyOf<typeof routes.listRuleResults>['items'][number];

/** Every rule, those that cannot be checked too. */
export function listRules(app: Application): ReplyOf<typeof routes.listRules> {
  return { rules: [...app.rules.values()].map(viewRule) };
}

/** Agencies × rules of a period, over one line or all. */
export function getRuleBoard(
  app: Application,
  context: RequestContext,
  { period, line }: { period: string; line?: string | undefined },
): Promise<ReplyOf<typeof routes.getRuleBoard>> {
  return app.database.withContext(context, async ({ ruleReading }) => {
    const checks = await ruleReading.checks(period);
    const cells = await ruleReading.cells(period, line ?? null);
    const cellsBy = new Map(checks.map(({ agency }) => [agency, [] as RuleCellRecord[]]));
    for (const cell of cells) cellsBy.get(cell.agency)?.push(cell);
    return {
      period,
      lines: await ruleReading.lines(period),
      agencies: checks.map(({ agency, agencyName, state, checkedAt }) => ({
        agency: { code: agency, name: agencyName },
        check: state,
        checkedAt,
        cells: cellsBy.get(agency)!.map(({ agency: _, ...cell }) => ({ ...cell, state: gravestOf(cell) })),
      })),
    };
  });
}

/** Results of a period in the order of agency, line and rule. @throws DomainError CURSOR_INVALID */
export async function listRuleResults(
  app: Application,
  context: RequestContext,
  input: {
    period: string;
    agency?: string | undefined;
    line?: string | undefined;
    rule?: string | undefined;
    state?: readonly RuleState[] | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<ReplyOf<typeof routes.listRuleResults>> {
  const place = readCursor(input.cursor, await app.clock.now(), ['text', 'text', 'text']);
  const [rows, total] = await app.database.withContext(context, async ({ ruleReading }) => [
    await ruleReading.list(input, place.after, input.limit + 1),
    await ruleReading.count(input),
  ]);
  return pageOf(
    rows,
    input.limit,
    place,
    total,
    (row) => [row.agency, row.line, row.rule],
    (row) => viewResult(app, row),
  );
}

/** One result with the rows behind it, personal columns masked. @throws DomainError NOT_FOUND */
export async function getRuleResult(
  app: Application,
  context: RequestContext,
  key: { period: string; agency: string; line: string; rule: string },
): Promise<ReplyOf<typeof routes.getRuleResult>> {
  const [record, differences] = await app.database.withContext(context, async ({ ruleReading }) => [
    await ruleReading.get(key),
    await ruleReading.differences(key),
  ]);
  if (!record) throw new DomainError('NOT_FOUND', { ruleResult: key });
  const evidence = [...(app.rules.get(key.rule)?.evidence ?? [])];
  return {
    ...viewResult(app, record),
    evidence: evidence.map(({ name, type, title, personal }) => ({ name, type, title: { ...title }, personal })),
    differences: differences.map((row) => ({
      item: row.item,
      ...shortDecimals(row),
      evidence: maskRecord(evidence, row.evidence),
    })),
  };
}

/** What the account hashes of a period say about the region's key; null before anything was checked. */
export function getRegionKey(
  app: Application,
  context: RequestContext,
  { period }: { period: string },
): Promise<ReplyOf<typeof routes.getRegionKey>> {
  return app.database.withContext(context, async ({ rules, organisations }) => {
    const check = await rules.regionKey(period);
    if (!check) return { check: null };
    const names = new Map((await organisations.list()).map(({ code, name }) => [code, name]));
    const nameOf = (code: string) => ({ code, name: names.get(code) ?? code });
    return {
      check: {
        period,
        state: check.state,
        apart: check.apart.map(nameOf),
        agencies: check.agencies.map(({ agency, hashes, shared }) => ({ agency: nameOf(agency), hashes, shared })),
        checkedAt: check.checkedAt,
      },
    };
  });
}

function viewRule(rule: Rule): RuleView {
  const { code, title, scope, compares, checkable, waitsFor, needs, parameters, source, basis, guidance, version } =
    rule;
  const enabled = lines.filter((line) => line.enabledByDefault && line.code !== '000').map((line) => line.code);
  return {
    code,
    title: { ...title },
    lines: scope === 'agency' ? ['000'] : rule.lines === 'ALL' ? enabled : [...rule.lines],
    scope,
    compares: { left: { ...compares.left }, right: { ...compares.right }, unit: compares.unit },
    checkable,
    waitsFor: waitsFor.map(({ part, table, field, why }) => ({ part: { ...part }, table, field, why: { ...why } })),
    needs: needs.map(({ dataset, tables, lookBack }) => ({ dataset, tables: [...tables], lookBack })),
    parameters: parameters.map(({ name, value, unit, meaning, source: from }) => ({
      name,
      value,
      unit,
      meaning,
      source: from,
    })),
    source: { ...source },
    basis: basis.map(({ id, title: name, level, validFrom, validTo }) => ({
      id,
      title: name,
      level,
      validFrom,
      validTo,
    })),
    guidance: { ...guidance },
    version,
  };
}

function viewResult(app: Application, record: RuleResultRecord): ResultView {
  const { period, agency, agencyName, line, rule, state, reason, reasonDetails, tolerance } = record;
  const { compared, brokenRows, version, checkedAt } = record;
  const known = app.rules.get(rule);
  return {
    period,
    agency: { code: agency, name: agencyName },
    line,
    rule,
    title: known ? { ...known.title } : { zh: rule, en: rule },
    unit: known?.compares.unit ?? '',
    state,
    reason: reason && describeRuleReason(reason, reasonDetails),
    compared,
    ...shortDecimals(record),
    tolerance: shortDecimal(tolerance),
    brokenRows,
    version,
    checkedAt,
  };
}

function shortDecimals(row: { left: string | null; right: string | null; difference: string | null }) {
  return { left: shortDecimal(row.left), right: shortDecimal(row.right), difference: shortDecimal(row.difference) };
}

function gravestOf({ broken, notCheckable }: Pick<RuleCellRecord, 'broken' | 'notCheckable'>): RuleState {
  if (broken > 0) return 'broken';
  return notCheckable > 0 ? 'not_checkable' : 'holds';
}
