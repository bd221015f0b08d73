import { describe, expect, it } from 'vitest';
import { bodyOfForm, emptyActionForm, formOfActionDraft, howOf, missingInForm } from './action-form.js';

const typed = { ...emptyActionForm(), reason: ' 涉及继承政策，请研究。 ', department: 'YLBX' };

describe('what an action asks for', () => {
  it('does at once what needs nothing, asks in a dialog for a reason, and opens a panel for more', () => {
    expect(howOf('dispatch')).toBe('now');
    expect(howOf('dismiss')).toBe('reason');
    expect(howOf('return')).toBe('panel');
    expect(howOf('field_check.approve')).toBe('panel');
    expect(howOf('answer')).toBe('page');
  });

  it('a question to a department needs the department and the question', () => {
    expect(missingInForm('consultation.open', emptyActionForm(), null)).toEqual([
      { name: 'department', problem: 'missing' },
      { name: 'reason', problem: 'missing' },
    ]);
    expect(missingInForm('consultation.open', typed, null)).toEqual([]);
  });

  it('an extension must reach past the date that runs', () => {
    const form = { ...typed, until: '2026-11-16' };
    expect(missingInForm('extension.open', form, '2026-11-16')).toEqual([{ name: 'until', problem: 'tooEarly' }]);
    expect(missingInForm('extension.open', { ...form, until: '2026-11-17' }, '2026-11-16')).toEqual([]);
  });

  it('an opinion of the leader may be left out', () => {
    expect(missingInForm('field_check.approve', emptyActionForm(), null)).toEqual([]);
  });

  it('each measure of a rectification needs its text and its date', () => {
    const measures = [
      { text: '停发待遇', on: '2026-10-21' },
      { text: '追回 2 个月', on: '' },
      { text: '', on: '' },
    ];
    const form = { ...typed, measures };
    expect(missingInForm('report_rectification', form, null)).toEqual([{ name: 'measures', problem: 'malformed' }]);
    measures[1]!.on = '2026-10-25';
    expect(missingInForm('report_rectification', form, null)).toEqual([]);
    expect(bodyOfForm('report_rectification', form).measures).toHaveLength(2);
  });

  it('sends only what the action asks for, trimmed, and amounts as plain decimals', () => {
    const form = { ...typed, amount: '8,412.00', until: '2026-12-31', place: '和平区', points: ['补盖章', ' '] };
    expect(bodyOfForm('recovery_plan.open', form)).toEqual({
      reason: '涉及继承政策，请研究。',
      until: '2026-12-31',
      amount: '8412.00',
      points: [],
      measures: [],
      attachments: [],
    });
    expect(bodyOfForm('return', form).points).toEqual(['补盖章']);
  });

  it('takes over from a draft what fits and survives anything else', () => {
    expect(formOfActionDraft({ reason: '写了一半', points: ['一', 2], measures: [{ text: 1 }], amount: 5 })).toEqual({
      ...emptyActionForm(),
      reason: '写了一半',
      points: ['一'],
    });
    expect(formOfActionDraft('?')).toBeNull();
    expect(formOfActionDraft(typed)).toEqual(typed);
  });
});
