import { readFile } from 'node:fs/promises';
import { exportRoutes, type ExportName } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callers } from '../api/endpoint-matrix-table.js';
import { fillLists, listOptions, type Caller, type ListWorld } from '../support/filled-lists.js';
import { describeWith } from '../support/needs.js';
import { readSheet } from '../support/read-sheet.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, typePassword, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

interface Place {
  path: string | ((world: ListWorld) => string);
  /** Who looks; the officer unless given. */
  as?: Caller['role'];
  /** Of the table, where the page has several. */
  caption?: string;
  /** The label of the button, where the page has several. */
  button?: string;
  /** Headings that one page says in words of its own. */
  own?: readonly string[];
}

/** Where each list stands. */
const places: Partial<Record<ExportName, Place>> = {
  exportSubmissions: { path: '/submissions' },
  exportSubmissionChecks: { path: ({ submissionId }) => `/submissions/${submissionId}`, caption: '拒收的原因' },
  exportPackages: { path: '/packages', as: 'agency_handler' },
  exportExchangeSources: { path: '/sources', as: 'administrator', caption: '交换库和最近一次拉取' },
  exportWatchedFolder: {
    path: '/sources',
    as: 'administrator',
    caption: '隔离中的文件',
    button: '导出监看文件夹 .xlsx',
  },
  exportExternalFeeds: {
    path: '/sources',
    as: 'administrator',
    caption: '外部数据的到达情况',
    button: '导出外部数据 .xlsx',
  },
  exportExpected: { path: '/expected?ended=1', as: 'data_steward' },
  exportDataQuality: { path: '/data-quality?period=202609' },
  exportRuleResults: { path: '/rules/R11?period=202609', own: ['left', 'right'] },
  exportIndicators: { path: '/indicators?group=NK&order=raised' },
  exportIndicatorProposals: { path: '/indicators/proposals' },
  exportIndicatorVersions: { path: '/indicators/DY29/versions' },
  exportIndicatorDrafts: { path: '/indicators/drafts' },
  exportWhitelist: { path: '/indicators/whitelist' },
  exportEvaluations: { path: '/evaluation?period=202609' },
  exportEvaluationIndicators: { path: ({ evaluationId }) => `/evaluation/${evaluationId}?order=hits&show=hits` },
  exportMonthStandings: { path: '/month-closes' },
  exportAlerts: { path: '/alerts?indicator=DY04' },
  exportAlertHits: {
    path: ({ evidenced }) => `/alerts/${evidenced}`,
    caption: '支持这条预警的记录',
    button: '导出证据 .xlsx',
  },
  exportCleaningTasks: { path: '/cleaning-tasks' },
  exportConsultations: { path: '/consultations' },
  exportRecoveries: { path: '/recoveries' },
  exportRecoveryEntries: {
    path: ({ owed }) => `/alerts/${owed}`,
    caption: '台账明细',
    button: '导出台账 .xlsx',
  },
  exportCases: { path: '/cases' },
  exportInspections: { path: '/inspections' },
  exportMajorMatters: { path: '/major-matters', caption: '要情' },
  exportAccountabilityEntries: { path: '/accountability/entries?from=202601&to=202612' },
  exportDocumentTemplates: { path: '/documents', caption: '文书模板', button: '导出模板清单 .xlsx' },
  exportApprovals: { path: '/approvals', as: 'supervision_head' },
  exportNotifications: { path: '/notifications' },
  exportWebhooks: { path: '/outgoing', as: 'administrator', caption: '回调地址' },
  exportWebhookDeliveries: { path: '/outgoing/matrix', as: 'administrator', caption: '发送记录' },
  exportColleagues: { path: '/duties' },
  exportUsers: { path: '/users', as: 'administrator' },
};
/** A grid, parts of a test run or of a restatement, figures of one indicator: looked at where those are filled. */
const elsewhere: readonly ExportName[] = [
  'exportArrivalBoard',
  'exportPrecision',
  'exportIndicatorPrecision',
  'exportNotEvaluated',
  'exportTestRunHits',
  'exportTestRunAgencies',
  'exportTestRuns',
  'exportRuleBoard',
  'exportRestatementDifferences',
  'exportDifferingRows',
  'exportAccountabilityFacts',
];

describeWith('browser', 'every list with its export', () => {
  let desk: Desk;
  let world: ListWorld;
  const people = new Map<Caller['role'], Person>();
  const personOf = async (role: Caller['role']) => {
    const known = people.get(role);
    if (known) return known;
    const person = await desk.visit();
    await person.page.goto(`${desk.api.url}/sign-in`);
    await typePassword(person.page, `caller-${callers.findIndex((caller) => caller.role === role)}`);
    await person.page.getByRole('navigation', { name: '主菜单' }).waitFor();
    people.set(role, person);
    return person;
  };
  const goTo = async ({ page }: Person, { path }: Place) => {
    await page.goto(desk.api.url + (typeof path === 'string' ? path : path(world)));
  };
  const save = async ({ page }: Person, label: string) => {
    const button = page.getByRole('button', { name: label, exact: true }).first();
    await button.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    return { name: download.suggestedFilename(), sheet: readSheet(await readFile(await download.path())) };
  };

  beforeAll(async () => {
    desk = await openDesk(listOptions);
    world = await fillLists(desk.api);
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('every export stands with a list', () => {
    expect([...Object.keys(places), ...elsewhere].sort()).toEqual(Object.keys(exportRoutes).sort());
  });

  it.each(Object.keys(places) as ExportName[])('%s has the columns of its page, and its rows', async (name) => {
    const place = places[name]!;
    const person = await personOf(place.as ?? 'supervision_officer');
    await goTo(person, place);
    const table = place.caption
      ? person.page.getByRole('table', { name: place.caption, exact: true })
      : person.page.locator('table[role=table]').first();
    await table.locator('tbody tr').first().waitFor();
    const headings = (await table.locator('thead th').allInnerTexts())
      .map((one) => one.replace(/[↑↓↕]/g, '').trim())
      .filter((one) => one !== '' && one !== '操作');
    const { name: fileName, sheet } = await save(person, place.button ?? '导出 .xlsx');
    expect(headings.length).toBeGreaterThan(2);
    const missing = headings.filter((one) => !sheet.head.includes(one));
    // A rule says what its two sides are; the list over all rules says left and right.
    if (place.own) expect(missing).toHaveLength(place.own.length);
    else expect(missing).toEqual([]);
    expect(sheet.rows).toHaveLength(await table.locator('tbody tr').count());
    expect(fileName).toMatch(/^.+-2026-10-20\.xlsx$/);
    await person.page.setViewportSize({ width: 390, height: 844 });
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth), 'fits a phone').toBeLessThanOrEqual(
      390,
    );
    await takePicture(person, `${name}-390`);
    await person.page.setViewportSize({ width: 1440, height: 900 });
    await takePicture(person, name);
  });

  it('the board is a line for each agency, line and dataset, as it is filtered', async () => {
    const officer = await personOf('supervision_officer');
    await goTo(officer, { path: '/board?period=202609' });
    await officer.page.getByRole('grid').waitFor();
    const cells = await officer.page.locator('table[role=grid] tbody td:not(.sum)').count();
    expect((await save(officer, '导出 .xlsx')).sheet.rows).toHaveLength(cells);
    await goTo(officer, { path: '/board?period=202609&show=late' });
    expect((await save(officer, '导出 .xlsx')).sheet.rows).toEqual([]);
  });

  it('the library gives its figures of precision as well', async () => {
    const officer = await personOf('supervision_officer');
    await goTo(officer, { path: '/indicators' });
    const { name, sheet } = await save(officer, '导出精准度 .xlsx');
    expect(name).toBe('精准度-2026-10-20.xlsx');
    expect(sheet.head).toContain('证实占比');
  });

  it('an agency takes out its own alone, and who may not read a list finds no button', async () => {
    const handler = await personOf('agency_handler');
    await goTo(handler, { path: '/alerts' });
    const { sheet } = await save(handler, '导出 .xlsx');
    expect(new Set(sheet.rows.map((row) => row[sheet.head.indexOf('机构代码')]))).toEqual(new Set(['120101']));
    await goTo(handler, { path: '/indicators' });
    await handler.page.getByRole('button', { name: '导出 .xlsx', exact: true }).waitFor();
    expect(await handler.page.getByRole('button', { name: '导出精准度 .xlsx' }).count()).toBe(0);
  });

  it('has no barrier, and nobody complained', async () => {
    const officer = await personOf('supervision_officer');
    await goTo(officer, { path: '/cases' });
    await officer.page.getByRole('button', { name: '导出 .xlsx' }).waitFor();
    expect(await findBarriers(officer.page)).toEqual([]);
    for (const { complaints, foreign } of people.values()) expect([complaints, foreign]).toEqual([[], []]);
  });
});
