import { Readable } from 'node:stream';
import { getPackage, listSubmissionChecks, uploadPackage } from '@fundwatch/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MONTH, NORTH, northBusiness } from '../support/a-month.js';
import { Office } from '../support/an-office.js';
import { deflatedZeros, rawZip } from '../support/raw-zip.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
  await office.setClock('2026-10-09T10:30:00+08:00');
});
afterAll(() => office?.close());

const identity = { agency: NORTH, line: '110', dataset: 'business', period: MONTH };
const described = (text: string) => rawZip([{ name: 'datapackage.json', content: Buffer.from(text) }]);
const hostile: Record<string, Buffer> = {
  'no zip': Buffer.from('MZ\0\0'),
  'a path out of it': rawZip([{ name: '../../etc/cron.d/x', content: Buffer.from('x') }]),
  'a bomb': rawZip([{ name: 'datapackage.json', packed: deflatedZeros(1024 ** 3), declaredSize: 1024 ** 3 }]),
  'a link': rawZip([{ name: 'datapackage.json', content: Buffer.from('/etc/passwd'), mode: 0o120777 }]),
  'a description without end': described(
    `${JSON.stringify(identity).slice(0, -1)},"version":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
  ),
  'NUL in a name': described(JSON.stringify({ ...identity, version: 1, resources: [{ name: 'per\0son' }] })),
  'NUL and half a character for a sender': described(
    JSON.stringify({
      ...identity,
      version: 1,
      sentBy: 'a\0\ud800',
      sentAt: '2026-10-09T09:00:00+08:00',
      resources: [],
    }),
  ),
  'half a character': described(JSON.stringify({ ...identity, agency: '\ud800', version: 1 })),
};

async function checksOf(submissionId: string, table?: string) {
  const input = { submissionId, limit: 20, ...(table && { table }) };
  return (await listSubmissionChecks(office.app, office.as(NORTH), input)).items;
}

it.each(Object.entries(hostile))('an upload with %s is refused with its reason', async (_, bytes) => {
  const input = { fileName: '=1+1.zip', content: Readable.from([bytes]) };
  const { id } = await uploadPackage(office.app, office.as(NORTH), input);
  await office.until(() => office.uploadsSettled());

  const { state, problems, submissionId } = await getPackage(office.app, office.as(NORTH), { packageId: id });
  expect(state).toBe('refused');
  const told = submissionId === null ? problems : await checksOf(submissionId);
  expect(told[0]!.reason.zh).toMatch(/[\u4e00-\u9fff]/);
  expect(office.jobs.filter(({ error }) => error)).toEqual([]);
});

it('a submission whose header has no known field is refused whole, every field told', async () => {
  const packageId = await office.upload(northBusiness({ version: 2, csv: { person: '=1+1,b\n1,2\n3,4\n' } }));
  await office.until(() => office.uploadsSettled());

  const { state, submissionId } = await getPackage(office.app, office.as(NORTH), { packageId });
  expect(state).toBe('refused');
  const items = await checksOf(submissionId!, 'person');
  expect(items.map(({ checkCode }) => checkCode)).toContain('column_unknown');
});

it('a submission whose control totals have the strangest names is refused with all of them told', async () => {
  const strange = northBusiness({
    version: 3,
    describe: (document) => {
      Object.assign(document.resources.find(({ name }) => name === 'benefit_payment')!.controlTotals, {
        'a\0b': '1.00',
        '\ud800': '1.00',
        ['x'.repeat(5000)]: '1.00',
      });
    },
  });
  const packageId = await office.upload(strange);
  await office.until(() => office.uploadsSettled());

  const { state, submissionId } = await getPackage(office.app, office.as(NORTH), { packageId });
  expect(state).toBe('refused');
  const items = await checksOf(submissionId!, 'benefit_payment');
  expect(items.map(({ checkCode }) => checkCode)).toEqual(Array.from({ length: 3 }, () => 'control_total_unknown'));
});

it('the sound package that comes next is accepted by the same workers', async () => {
  const packageId = await office.upload(northBusiness({ version: 4 }));
  await office.until(() => office.uploadsSettled());

  expect(await getPackage(office.app, office.as(NORTH), { packageId })).toMatchObject({ state: 'accepted' });
  expect(office.jobs.filter(({ error }) => error)).toEqual([]);
});
