import { exportRoutes, routes, type ExportName, type RouteContract } from '@fundwatch/domain/api';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exportedLists } from '../../application/src/exports/export-list.js';
import { filterOf } from '../../application/src/exports/filter-words.js';

/** Replies that hold rows and are not taken out as .xlsx, with the reason why nobody would look for it there. */
const withoutExport: Readonly<Record<string, readonly string[]>> = {
  'rows of facts are downloaded as the whole table (CSV), masked, or unmasked with a logged reason': ['listFactRows'],
  'one record with its parts: its page prints, and its papers are made as .docx': [
    'getSubmission',
    'getPackage',
    'getIndicator',
    'getIndicatorVersion',
    'getIndicatorVersionSource',
    'getIndicatorSource',
    'getMonthClose',
    'getRuleResult',
    'getAlert',
    'listAlertEvents',
    'listBranches',
    'getCleaningTask',
    'getCase',
    'getInspection',
    'getAgencyInspection',
    'getMajorMatter',
    'getAccountabilityEntry',
    'getSubject',
    'listSubjectFacts',
    'listSubmissionVersions',
    'listSubmissionDifferences',
  ],
  'the same alerts are on the list of alerts, which is exported': ['listSameSubject', 'suggestForCase'],
  'figures with an export of their own, of several sheets': ['getAccountability', 'getReport'],
  'figures of a dashboard: each leads to its list, and that is exported': ['getOverview'],
  'counts above a list that is exported': ['summariseNotEvaluated'],
  'papers: each is downloaded as .docx or PDF': [
    'listDocuments',
    'listSummaryDocuments',
    'listMatterDocuments',
    'listInspectionNotices',
  ],
  'an agency’s own few inspections, beside its notices: the office exports the list of all': ['listAgencyInspections'],
  'the few that wait for a proposal now, above the list of major matters that is exported': [
    'listMajorMatterCandidates',
  ],
  'an uploader’s own unfinished uploads: gone when they are finished': ['listUploads'],
  'the library itself, read on the screen and printed in docs/rules.md': ['listRules'],
  'settings: calendars, terms and mappings, each changed in its form and kept in the audit': [
    'getCalendars',
    'getSubmissionTerms',
    'getSourceMapping',
  ],
  'choices of a form or filter': [
    'listLines',
    'listOrganisations',
    'listDepartments',
    'listInspectors',
    'getFactDictionary',
    'listDemoAccounts',
  ],
};

const shapeOf = ({ reply }: RouteContract): z.ZodRawShape => (reply instanceof z.ZodObject ? reply.shape : {});
const bare = (type: z.ZodType): z.ZodType =>
  type instanceof z.ZodOptional || type instanceof z.ZodNullable || type instanceof z.ZodDefault
    ? bare(type.unwrap() as z.ZodType)
    : type instanceof z.ZodPipe
      ? bare(type.out as z.ZodType)
      : type;
const readable: readonly RouteContract[] = Object.values(routes).filter(
  ({ method, kind }) => method === 'GET' && kind === 'json',
);
/** Rows: an array of records at the top of a reply. */
const hasRows = (contract: RouteContract) =>
  Object.values(shapeOf(contract)).some((type) => {
    const plain = bare(type as z.ZodType);
    return plain instanceof z.ZodArray && bare(plain.element as z.ZodType) instanceof z.ZodObject;
  });
const isPaged = (contract: RouteContract) => 'items' in shapeOf(contract) && 'nextCursor' in shapeOf(contract);
const exportedPaths = new Set<string>(Object.values(exportRoutes).map(({ path }) => path));
const isExported = ({ path }: RouteContract) => exportedPaths.has(`/exports${path}`);
const excepted: readonly string[] = Object.values(withoutExport).flat();

describe('every list', () => {
  const lists = readable.filter((contract) => hasRows(contract) || isPaged(contract));

  it('is found by its shape', () => {
    expect(lists.filter(isPaged).length).toBeGreaterThan(25);
  });

  it.each(lists.map((contract) => [contract.name, contract] as const))(
    '%s is taken out as .xlsx, or says why not',
    (name, contract) => {
      expect(isExported(contract) !== excepted.includes(name), `exported or excepted, and not both`).toBe(true);
    },
  );

  it('that is read page by page is exported, but for the tables of facts', () => {
    expect(lists.filter((one) => isPaged(one) && !isExported(one)).map(({ name }) => name)).toEqual(['listFactRows']);
  });

  it('that is excepted is there, and once', () => {
    const known = new Set<string>(lists.map(({ name }) => name));
    expect(excepted.filter((name) => !known.has(name))).toEqual([]);
    expect(new Set(excepted).size).toBe(excepted.length);
  });
});

describe.each(Object.keys(exportRoutes) as ExportName[])('%s', (name) => {
  const { query, access, path } = exportRoutes[name] as RouteContract;
  const filters = Object.entries((query as z.ZodObject).shape).filter(([filter]) => filter !== 'language');

  it('is for whoever reads the list, and has one definition', () => {
    const list = readable.find((one) => `/exports${one.path}` === path);
    expect(list?.access).toEqual(access);
    expect(exportedLists[name].title.zh).toBeTruthy();
  });

  it.each(filters.map(([filter, type]) => [filter, type as z.ZodType] as const))(
    'says %s and its values in words',
    async (filter, type) => {
      const known = filterOf(name, filter);
      expect(known, 'has a word').not.toBeUndefined();
      if (!known) return;
      expect(known.name.zh).toMatch(/\p{Script=Han}/u);
      const plain = bare(type);
      const value = plain instanceof z.ZodArray ? bare(plain.element as z.ZodType) : plain;
      if (!(value instanceof z.ZodEnum)) return;
      for (const option of value.options) {
        // Codes of an enum are words of the product, never looked up.
        const said = await known.say(String(option), undefined as never);
        expect(said.zh, String(option)).toMatch(/\p{Script=Han}/u);
        expect(said.en).not.toBe(option);
      }
    },
  );
});
