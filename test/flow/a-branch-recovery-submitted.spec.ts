import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { compareRecovery } from '@fundwatch/application';
import { answerReading } from '@fundwatch/application/reading';
import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BranchDesk, good } from '../support/a-branch-desk.js';
import { business, NORTH, payment, person } from '../support/a-month.js';
import { anAlert } from '../support/alert-builder.js';
import { sendCheckedPackage } from '../support/checked-package.js';

let desk: BranchDesk;
beforeAll(async () => {
  desk = await BranchDesk.open();
});
afterAll(() => desk?.api.close());

/** Reads as the reader's process does, in this one. */
const reader = {
  readSubject: async (request: Parameters<Parameters<typeof compareRecovery>[2]['readSubject']>[0]) => {
    const out = new PassThrough();
    const answered = answerReading(request, { memoryLimit: '256MB' }, out).finally(() => out.end());
    const [whole] = await Promise.all([text(out), answered]);
    return (JSON.parse(whole) as { read: never }).read;
  },
} as unknown as Parameters<typeof compareRecovery>[2];

const compared = (alertId: string) => compareRecovery(desk.api.app, desk.system, reader, { alertId });

it('what the agency submits of a person’s recoveries is held against the ledger of all its alerts, to the cent', async () => {
  const alertId = await desk.put(anAlert().about('P1').answered('P5'));
  const other = await desk.put(anAlert().of('DY04').about('P1').answered('P5'));
  expect(await compared(alertId)).toEqual({ period: null, comparison: null });

  const row = { recovery_no: 'R1', person_no: 'P1', confirmed_amount: '500.00', confirmed_on: '2026-09-02' };
  const spec = business(NORTH, [person(1)], [payment(1, 1)]);
  const recovery = [
    { ...row, recovered_amount: '120.10', agreement_doc_no: null, voucher_no: '收-7' },
    {
      ...row,
      recovery_no: 'R2',
      person_no: 'P2',
      recovered_amount: '9.00',
      agreement_doc_no: null,
      voucher_no: '收-8',
    },
  ];
  await desk.api.addAccount({ userName: 'wu', roles: ['information_institution'] });
  await sendCheckedPackage(desk.api, { ...spec, tables: { ...spec.tables, recovery } }, { by: 'wu' });
  const enter = async (id: string, kind: 'confirmed' | 'recovered', amount: string, voucher: string) => {
    const body = { kind, amount, on: '2026-10-19', voucher, note: '' };
    good(await desk.as('officer').call(routes.addRecoveryEntry, { params: { alertId: id }, body }));
  };
  await enter(alertId, 'confirmed', '300.00', '核-1');
  await enter(other, 'confirmed', '200.00', '核-2');
  await enter(alertId, 'recovered', '120.00', '收-7');
  expect(await compared(alertId)).toEqual({
    period: '202609',
    comparison: {
      confirmed: { ledger: '500', submitted: '500' },
      recovered: { ledger: '120', submitted: '120.1' },
      agrees: false,
      vouchersNotSubmitted: [],
    },
  });
  await enter(other, 'recovered', '0.10', '收-9');
  expect((await compared(other)).comparison).toMatchObject({ agrees: true, vouchersNotSubmitted: ['收-9'] });
});

it('an alert about an agency has nobody’s money to compare', async () => {
  const alertId = await desk.put(anAlert().of('DY23').about(NORTH).answered('P2'));
  expect(await compared(alertId)).toEqual({ period: null, comparison: null });
});
