import { expect, test } from 'vitest';
import { afterAttempt, writeMail, type MailLine } from './mail.js';

const line = (n: number): MailLine => ({
  happened: '预警已下发',
  about: `津预2026-${n}`,
  dueOn: '2026-11-20',
  link: null,
});

test('a message names number, date and page of each notice, and leaves what is too much to the page', () => {
  const { subject, body } = writeMail(
    'digest',
    [{ ...line(1), link: 'https://x/alerts/1' }],
    'https://x/notifications',
  );
  expect(subject).toBe('基金监督待办汇总：1 项');
  expect(body).toContain('1. 预警已下发（期限 2026-11-20）\n   津预2026-1\n   https://x/alerts/1');
  expect(body).toContain('全部通知：https://x/notifications');
  const many = writeMail(
    'urgent',
    Array.from({ length: 60 }, (_, n) => line(n)),
    null,
  );
  expect(many.body).toContain('50. ');
  expect(many.body).not.toContain('51. ');
  expect(many.body).toContain('另有 10 项');
});

test('what was refused is tried ten times, ever more rarely', () => {
  const waits = Array.from({ length: 10 }, (_, n) => afterAttempt('refused', { attempts: n + 1, uncertain: 0 }));
  expect(waits.map(({ waitMinutes }) => waitMinutes)).toEqual([1, 2, 4, 8, 16, 32, 64, 120, 120, 0]);
  expect(waits.map(({ state }) => state)).toEqual([...Array(9).fill('queued'), 'failed']);
});

test('a server that is out of reach is asked again until it is back', () => {
  for (const uncertain of [0, 1])
    expect(afterAttempt('unreached', { attempts: 10, uncertain })).toEqual({ state: 'queued', waitMinutes: 2 });
});

test('what nobody knows the end of is sent once more and not a third time', () => {
  expect(afterAttempt('unknown', { attempts: 1, uncertain: 1 }).state).toBe('queued');
  expect(afterAttempt('unknown', { attempts: 2, uncertain: 2 }).state).toBe('failed');
  expect(afterAttempt('refused', { attempts: 2, uncertain: 1 }).state).toBe('queued');
  expect(afterAttempt('taken', { attempts: 2, uncertain: 1 }).state).toBe('sent');
});
