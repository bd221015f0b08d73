import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DraftTexts } from '@fundwatch/domain/evaluate';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkDraft } from './check-draft.js';
import { catalogueFolder, findIndicatorFolders } from './find-catalogue.js';
import { type LegalBases, readLegalBases } from './legal-bases.js';

let bases: LegalBases;
let good: DraftTexts;
beforeAll(async () => {
  bases = await readLegalBases();
  const folder = join(
    catalogueFolder,
    (await findIndicatorFolders()).find((one) => one.startsWith('dy/dy01-'))!,
  );
  const [document, query, cases] = await Promise.all(
    ['indicator.md', 'indicator.sql', 'cases.yaml'].map((file) => readFile(join(folder, file), 'utf8')),
  );
  good = { document: document!.replace('code: DY01', 'code: DY51'), query: query!, cases: cases! };
});
const check = (change: Partial<DraftTexts> = {}, code = 'DY51') => checkDraft(code, { ...good, ...change }, bases);

describe('the three files of an indicator of the office', () => {
  it('that are sound define it', async () => {
    const { problems, indicator, cases } = await check();
    expect(problems).toEqual([]);
    expect(indicator).toMatchObject({ code: 'DY51', status: 'active' });
    expect(cases.length).toBeGreaterThan(5);
  });

  it('say the line of what is wrong in the front matter', async () => {
    const { problems, indicator } = await check({
      document: good.document.replace('severity: high', 'severity: huge'),
    });
    expect(indicator).toBeNull();
    const line = good.document.split('\n').indexOf('severity: high') + 1;
    expect(problems).toMatchObject([{ file: 'document', line }]);
  });

  it('cannot take the code of a delivered one, nor wait for data', async () => {
    const document = good.document.replace('code: DY51', 'code: DY01').replace('status: active', 'status: retired');
    expect((await check({ document })).problems.map(({ message }) => message)).toEqual(
      expect.arrayContaining(['code: it is to be DY51', 'status: active or trial']),
    );
  });

  it('say the line of the query that breaks a rule', async () => {
    const query = good.query.replace('and payment.amount > 0', `and payment.amount / 2 > 0`);
    const line = good.query.split('\n').findIndex((text) => text.includes('and payment.amount > 0')) + 1;
    const [problem] = (await check({ query })).problems;
    expect(problem).toMatchObject({ file: 'query', line });
    expect(problem!.message).toMatch(/^no-division/);
  });

  it.each(['', '---\n: [', '&a [*a, *a]', '- '.repeat(5_000), '['.repeat(20_000)])(
    'that are no files at all are said to be so: %#',
    async (text) => {
      const { problems } = await check({ document: text, cases: text });
      expect(new Set(problems.map(({ file }) => file))).toEqual(new Set(['document', 'cases']));
    },
  );
});
