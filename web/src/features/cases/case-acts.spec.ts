import { describe, expect, it } from 'vitest';
import { lackingIn, type CaseForm } from './case-acts.js';

const form: CaseForm = {
  title: '同一人',
  summary: '两条预警',
  takeOver: false,
  loss: '',
  on: '',
  body: '',
  reason: '核实',
};

describe('the dialog of a case', () => {
  it('asks for a reason for everything but a change of words', () => {
    expect(lackingIn('close', { ...form, reason: ' ' })).toEqual(['reason']);
    expect(lackingIn('change', { ...form, reason: '' })).toEqual([]);
    expect(lackingIn('split', { ...form, title: '' })).toEqual(['title']);
  });

  it('takes an amount to the cent, or none for the sum of the alerts', () => {
    expect(lackingIn('state_loss', form)).toEqual([]);
    expect(lackingIn('state_loss', { ...form, loss: '12000.50' })).toEqual([]);
    for (const loss of ['-1', '1.234', '一万']) expect(lackingIn('state_loss', { ...form, loss })).toEqual(['loss']);
  });

  it('takes day and body of an investigation together, or neither', () => {
    expect(lackingIn('state_investigation', form)).toEqual([]);
    expect(lackingIn('state_investigation', { ...form, on: '2026-10-19' })).toEqual(['body']);
    expect(lackingIn('state_investigation', { ...form, body: '市公安局' })).toEqual(['on']);
  });
});
