import { describe, expect, it } from 'vitest';
import { entryOfForm, kindsFor, missingInEntry, type EntryForm } from './entry-form.js';

const typed: EntryForm = { kind: 'recovered', amount: '2,804.00', on: '2026-10-20', voucher: ' 记-118 ', note: '' };

describe('an entry of the recovery ledger', () => {
  it('what is owed is the office to say, and only before the alert is closed', () => {
    expect(kindsFor(['supervision_officer'], 'answered')).toEqual(['confirmed', 'agreed', 'recovered']);
    expect(kindsFor(['supervision_officer'], 'closed')).toEqual(['recovered', 'agreed']);
    expect(kindsFor(['agency_head'], 'answered')).toEqual(['recovered', 'agreed']);
    expect(kindsFor(['agency_head'], 'dispatched')).toEqual([]);
    expect(kindsFor(['bureau_leader'], 'answered')).toEqual([]);
  });

  it('needs an amount to the cent above zero, a date and a voucher', () => {
    expect(missingInEntry(typed)).toEqual([]);
    expect(missingInEntry({ ...typed, amount: '0.00', on: '', voucher: ' ' })).toEqual(['amount', 'on', 'voucher']);
    expect(missingInEntry({ ...typed, amount: '1.005' })).toEqual(['amount']);
  });

  it('is sent as a plain decimal', () => {
    expect(entryOfForm(typed)).toEqual({
      kind: 'recovered',
      amount: '2804.00',
      on: '2026-10-20',
      voucher: '记-118',
      note: '',
    });
  });
});
