import { describe, expect, it, test } from 'vitest';
import { createWebhookTransport, requireWebhookUrl } from './webhook-transport.js';

test.each([
  ['http://example.gov.cn/', 'https'],
  ['https://127.0.0.1/', 'private'],
  ['https://10.1.2.3/', 'private'],
  ['https://[::1]/', 'private'],
  ['https://[::ffff:10.1.2.3]/', 'private'],
  ['https://0x7f.1/', 'private'],
  ['https://2130706433/', 'private'],
  ['https://169.254.169.254/latest/meta-data/', 'private'],
  ['https://localhost/', 'private'],
  ['https://inside.localhost./', 'private'],
  ['https://user:word@example.gov.cn/', 'address'],
])('%s is not kept: %s', (url, why) => {
  expect(() => requireWebhookUrl(url, ['https://10.1.2.3:8443'])).toThrow(
    expect.objectContaining({ code: 'WEBHOOK_NOT_POSSIBLE', details: { why } }),
  );
});

test('what the configuration names is kept, and no other port of it', () => {
  const origins = ['https://10.1.2.3:8443', 'http://127.0.0.1:8080'];
  expect(requireWebhookUrl('https://10.1.2.3:8443/in', origins).port).toBe('8443');
  expect(requireWebhookUrl('http://127.0.0.1:8080/', origins).port).toBe('8080');
  expect(() => requireWebhookUrl('http://127.0.0.1:8081/', origins)).toThrow('https');
});

describe('a name', () => {
  it.each([
    ['leads into the network', ['10.1.2.3']],
    ['leads outside and into the network', ['93.184.216.34', '127.0.0.1']],
    ['leads to this machine', ['::1']],
    ['leads nowhere', []],
  ])('that %s is not called', async (_, addresses) => {
    const asked: string[] = [];
    const transport = createWebhookTransport([], (host, _options, found) => {
      asked.push(host);
      const family = (address: string) => (address.includes(':') ? 6 : 4);
      found(
        null,
        addresses.map((address) => ({ address, family: family(address) })),
      );
    });
    const { outcome, error } = await transport.post('https://hub.example.gov.cn/in', {}, '{}');
    expect({ outcome, error, asked }).toEqual({ outcome: 'barred', error: 'private', asked: ['hub.example.gov.cn'] });
  });

  it('that cannot be found is tried later', async () => {
    const lost = Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
    const transport = createWebhookTransport([], (_host, _options, found) => found(lost, []));
    expect(await transport.post('https://hub.example.gov.cn/in', {}, '{}')).toEqual({
      outcome: 'unreached',
      status: null,
      error: 'ENOTFOUND',
    });
  });
});
