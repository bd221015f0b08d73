import { expect, test } from 'vitest';
import { afterDelivery, readOrigins, readWebhookUrl, silenceWaits, webhookKinds, webhookWaits } from './webhook.js';

test('what an address does not take is tried ever more rarely for a day, then given up', () => {
  const attempts = webhookWaits.length + 1;
  const after = Array.from({ length: attempts }, (_, n) => afterDelivery('refused', n + 1));
  expect(after.map(({ state }) => state)).toEqual([...Array(attempts - 1).fill('queued'), 'failed']);
  expect([...webhookWaits]).toEqual(webhookWaits.toSorted((a, b) => a - b));
  const minutes = after.reduce((sum, { waitMinutes }) => sum + waitMinutes, 0);
  expect(minutes).toBe(24 * 60);
  expect(afterDelivery('taken', attempts).state).toBe('sent');
  expect(afterDelivery('unreached', 1)).toEqual({ state: 'queued', waitMinutes: 1 });
  expect(afterDelivery('barred', attempts).state).toBe('failed');
});

test.each([
  ['nowhere', 'address'],
  ['https://user:word@example.gov.cn/', 'address'],
  ['https://example.gov.cn/#part', 'address'],
  ['http://example.gov.cn/', 'https'],
  ['ftp://example.gov.cn/', 'https'],
  ['javascript:alert(1)', 'https'],
  ['http://10.1.2.3:8081/', 'https'],
])('%s is not an address that may be called: %s', (text, why) => {
  expect(() => readWebhookUrl(text, ['http://10.1.2.3:8080'])).toThrow(
    expect.objectContaining({ code: 'WEBHOOK_NOT_POSSIBLE', details: { why } }),
  );
});

test('https is called, and what the configuration names', () => {
  expect(readWebhookUrl('https://example.gov.cn/in?x=1', []).href).toBe('https://example.gov.cn/in?x=1');
  expect(readWebhookUrl('http://10.1.2.3:8080/in', ['http://10.1.2.3:8080']).href).toBe('http://10.1.2.3:8080/in');
});

test('an address that does not answer is left alone for ever longer', () => {
  expect([...silenceWaits]).toEqual(silenceWaits.toSorted((a, b) => a - b));
  // A delivery that waits for it is still given up on its second day.
  expect(silenceWaits.at(-1)).toBeLessThanOrEqual(60);
});

test('nobody outside is told that an address is dead, or who stands in for whom', () => {
  expect(webhookKinds).not.toContain('webhook_dead');
  expect(webhookKinds).not.toContain('mail_failing');
  expect(webhookKinds).not.toContain('stand_in');
  expect(webhookKinds).toContain('dispatch');
});

test('origins are read from a list, and what is none is named', () => {
  expect(readOrigins('')).toEqual([]);
  expect(readOrigins('https://hub.intranet:8443, http://10.1.2.3')).toEqual([
    'https://hub.intranet:8443',
    'http://10.1.2.3',
  ]);
  for (const wrong of ['hub.intranet', 'https://hub.intranet/in', '*', 'ftp://hub.intranet'])
    expect(() => readOrigins(wrong)).toThrow(wrong);
});
